package io.github.wechatpayspring.api;

import java.util.Map;

import com.palantir.javapoet.ClassName;

/**
 * The calls of a tag.
 *
 * @param node the tag
 * @param labels the Chinese names of the fields of its calls
 */
record Service(Node node, Map<String, String> labels) {

	String packageName() {
		return Names.ROOT + "." + this.node.child("x-java").text("package");
	}

	/**
	 * Return the type that applications have.
	 * @return the type in Java
	 */
	ClassName name() {
		return ClassName.get(packageName(), this.node.child("x-java").text("service"));
	}

	/**
	 * Return the type that is generated: all of the service, or what one that is written
	 * by hand builds on.
	 * @return the type in Java
	 */
	ClassName generatedName() {
		String name = name().simpleName();
		return (isExtended()) ? ClassName.get(packageName(), name.replaceAll("Service$", "Operations")) : name();
	}

	boolean isExtended() {
		return this.node.child("x-java").isTrue("extended");
	}

	boolean isWrittenByHand() {
		return this.node.child("x-java").isTrue("hand-written");
	}

}
