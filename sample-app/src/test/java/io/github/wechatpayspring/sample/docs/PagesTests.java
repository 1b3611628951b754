package io.github.wechatpayspring.sample.docs;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.github.wechatpayspring.sample.docs.Page.Snippet;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every page is there in English and in Chinese, and leads where it says.
 */
class PagesTests {

	@Test
	void eachHasATwin() {
		List<Path> english = Page.english().map(Page::path).map(Path::getFileName).sorted().toList();
		assertThat(english).hasSizeGreaterThan(10);
		assertThat(Page.files(Path.of("docs", "zh")).map(Path::getFileName)).containsExactlyElementsOf(english);
	}

	@ParameterizedTest
	@MethodSource("english")
	void isBuiltLikeItsTwin(Page page) {
		Page twin = Page.read(page.chinesePath());
		assertThat(twin.outline()).as("outline of " + twin).isEqualTo(page.outline());
		assertThat(twin.links()).as("links of " + twin).hasSameSizeAs(page.links());
		assertThat(twin.snippets()).as("code of " + twin)
			.extracting(Snippet::language, Snippet::untranslated)
			.isEqualTo(page.snippets()
				.stream()
				.map((snippet) -> Tuple.tuple(snippet.language(), snippet.untranslated()))
				.toList());
	}

	@ParameterizedTest
	@MethodSource("english")
	void leadsToItsTwin(Page page) {
		Page twin = Page.read(page.chinesePath());
		assertThat(targets(page)).contains(twin.path());
		assertThat(targets(twin)).contains(page.path());
	}

	@ParameterizedTest
	@MethodSource("io.github.wechatpayspring.sample.docs.Page#all")
	void leadsWhereItSays(Page page) {
		for (String link : page.links()) {
			URI uri = URI.create(link);
			if (uri.getScheme() != null) {
				assertThat(uri.getScheme()).as(link).isEqualTo("https");
				assertThat(uri.getHost()).as(link).isNotEmpty();
				continue;
			}
			Path target = target(page, uri);
			assertThat(Page.exists(target)).as("%s leads to %s", page, target).isTrue();
			if (uri.getFragment() != null) {
				assertThat(Page.read(target).anchors()).as(link).contains(uri.getFragment());
			}
		}
	}

	@ParameterizedTest
	@MethodSource("english")
	void isWrittenInTheLanguageItSays(Page page) {
		assertThat(shareOfChinese(page)).as(page.toString()).isLessThan(0.1);
		Page twin = Page.read(page.chinesePath());
		assertThat(shareOfChinese(twin)).as(twin.toString()).isGreaterThan(0.2);
	}

	static Stream<Page> english() {
		return Page.english();
	}

	private static double shareOfChinese(Page page) {
		String letters = page.prose().replaceAll("`[^`\n]*`|\\P{L}", "");
		return (double) letters.replaceAll("\\P{IsHan}", "").length() / letters.length();
	}

	private static List<Path> targets(Page page) {
		return page.links()
			.stream()
			.map(URI::create)
			.filter((uri) -> uri.getScheme() == null)
			.map((uri) -> target(page, uri))
			.toList();
	}

	private static Path target(Page page, URI link) {
		if (link.getPath().isEmpty()) {
			return page.path();
		}
		Path directory = (page.path().getParent() != null) ? page.path().getParent() : Path.of("");
		return directory.resolve(link.getPath()).normalize();
	}

}
