package io.github.wechatpayspring.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;

/**
 * Writes the library's requests, responses and HTTP interfaces from the descriptions of
 * the calls.
 */
public final class Generator {

	private static final String INDENT = "\t";

	private final Descriptions descriptions;

	Generator(Descriptions descriptions) {
		this.descriptions = descriptions;
	}

	/**
	 * Write all files.
	 * @param args the directory of the descriptions, that of the sources written by hand,
	 * and that to write to
	 * @throws IOException if that fails
	 */
	public static void main(String[] args) throws IOException {
		Generator generator = new Generator(Descriptions.read(Path.of(args[0])));
		GeneratedFiles.write(generator.files(Path.of(args[1])), Path.of(args[2]));
	}

	/**
	 * Generate everything.
	 * @param sources what is written by hand
	 * @return the files by their path
	 */
	Map<Path, String> files(Path sources) {
		Map<Path, String> files = new LinkedHashMap<>();
		Set<ClassName> queried = new HashSet<>();
		this.descriptions.operations().stream().filter(Operation::isQuery).forEach((operation) -> {
			if (operation.request() != null) {
				queried.add(operation.request().name());
			}
		});
		RecordWriter records = new RecordWriter(this.descriptions);
		this.descriptions.topLevelObjects()
			.forEach((object) -> add(files, object.name().packageName(),
					records.write(object, queried.contains(object.name()))));
		this.descriptions.values().forEach((value) -> add(files, value.name().packageName(), ValueWriter.write(value)));
		ServiceWriter services = new ServiceWriter(this.descriptions);
		this.descriptions.services()
			.stream()
			.filter((service) -> !service.isWrittenByHand())
			.forEach((service) -> add(files, service.packageName(), services.write(service)));
		add(files, RegistryWriter.PACKAGE, RegistryWriter.write(this.descriptions));
		addPackages(files, sources);
		return files;
	}

	private static void add(Map<Path, String> files, String packageName, TypeSpec type) {
		JavaFile file = JavaFile.builder(packageName, type).indent(INDENT).skipJavaLangImports(true).build();
		files.put(Path.of(packageName.replace('.', '/'), type.name() + ".java"), file.toString());
	}

	private void addPackages(Map<Path, String> files, Path sources) {
		Set<Path> packages = new TreeSet<>();
		files.keySet().forEach((file) -> packages.add(file.getParent()));
		for (Path each : packages) {
			Path info = each.resolve("package-info.java");
			if (!Files.exists(sources.resolve(info))) {
				String name = each.toString().replace('/', '.').replace('\\', '.');
				files.put(info, """
						/**
						 * %s
						 */
						@NullMarked
						package %s;

						import org.jspecify.annotations.NullMarked;
						""".formatted(purpose(name), name));
			}
		}
	}

	private String purpose(String packageName) {
		return this.descriptions.services()
			.stream()
			.filter((service) -> service.packageName().equals(packageName))
			.map((service) -> Comments.sentence(service.node().text("description")))
			.findFirst()
			.orElse("What several calls have in common.");
	}

}
