package io.github.wechatpayspring.sample.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation.
 *
 * @param path where it is, from the root of the project
 * @param text its Markdown
 */
record Page(Path path, String text) {

	private static final Path ROOT = Path.of("..");

	private static final Path CHINESE = Path.of("docs", "zh");

	private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w*)\n(.*?)^```$");

	private static final Pattern HEADING = Pattern.compile("(?m)^(#+) (.*)$");

	private static final Pattern LINK = Pattern.compile("(?:\\]\\(|src=\"|href=\")([^)\"\\s]+)");

	static Stream<Page> all() {
		return Stream
			.concat(Stream.of("README.md", "SECURITY.md", "CONTRIBUTING.md", "CHANGELOG.md", "benchmarks/README.md")
				.map(Path::of), Stream.concat(files(Path.of("docs")), files(CHINESE)))
			.map(Page::read);
	}

	static Stream<Page> english() {
		return Stream.concat(Stream.of(Path.of("README.md")), files(Path.of("docs"))).map(Page::read);
	}

	static Page read(Path path) {
		try {
			return new Page(path, Files.readString(ROOT.resolve(path)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static boolean exists(Path path) {
		return Files.exists(ROOT.resolve(path));
	}

	static Stream<Path> files(Path directory) {
		try (Stream<Path> files = Files.list(ROOT.resolve(directory))) {
			return files.filter((file) -> file.toString().endsWith(".md"))
				.map((file) -> ROOT.relativize(file))
				.sorted()
				.toList()
				.stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Path chinesePath() {
		return CHINESE.resolve(this.path.getFileName());
	}

	boolean isChinese() {
		return this.path.startsWith(CHINESE);
	}

	List<Snippet> snippets() {
		return FENCE.matcher(this.text)
			.results()
			.map((fence) -> new Snippet(this.path, fence.group(1), fence.group(2)))
			.toList();
	}

	Stream<Snippet> snippets(String language) {
		return snippets().stream().filter((snippet) -> snippet.language().equals(language));
	}

	// with the code left out
	String prose() {
		return FENCE.matcher(this.text).replaceAll("");
	}

	// the levels of its headings and the lengths of its tables, which twins share
	List<String> outline() {
		List<String> outline = new ArrayList<>();
		int rows = 0;
		for (String line : (prose() + "\n").split("\n", -1)) {
			if (line.startsWith("|")) {
				rows++;
				continue;
			}
			if (rows > 0) {
				outline.add("table of " + rows);
				rows = 0;
			}
			if (line.startsWith("#")) {
				outline.add(line.substring(0, line.indexOf(' ')));
			}
		}
		return outline;
	}

	// those that GitHub makes of headings
	List<String> anchors() {
		return HEADING.matcher(prose())
			.results()
			.map((heading) -> heading.group(2)
				.toLowerCase(Locale.ROOT)
				.replaceAll("[^\\p{L}\\p{N}\\p{M} _-]", "")
				.replace(' ', '-'))
			.toList();
	}

	List<String> links() {
		return LINK.matcher(prose().replaceAll("`[^`\n]*`", "")).results().map((link) -> link.group(1)).toList();
	}

	// names of properties and meters, in backticks
	Stream<String> names() {
		return Pattern.compile("`([^`\n]+)`").matcher(prose()).results().map((MatchResult code) -> code.group(1));
	}

	@Override
	public String toString() {
		return this.path.toString();
	}

	/**
	 * A block of code on a page.
	 *
	 * @param page path of the page
	 * @param language what the fence says
	 * @param code what it holds
	 */
	record Snippet(Path page, String language, String code) {

		// comments are the only code that is translated
		String untranslated() {
			return switch (this.language) {
				case "mermaid" -> "%d lines of %s".formatted(this.code.lines().count(), this.code.lines().findFirst());
				case "java" -> this.code.replaceAll("(?m)(^|[ \t]+)//.*$", "");
				case "xml" -> this.code.replaceAll("<!--.*?-->", "");
				case "text" -> this.code;
				default -> this.code.replaceAll("(?m)(^|[ \t]+)#.*$", "");
			};
		}

		@Override
		public String toString() {
			return this.page + ": " + this.code.lines().findFirst().orElse("");
		}

	}

}
