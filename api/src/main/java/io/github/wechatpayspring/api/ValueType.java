package io.github.wechatpayspring.api;

import com.palantir.javapoet.ClassName;

/**
 * A text with known values.
 */
final class ValueType {

	private final ClassName name;

	private final Node node;

	private boolean inResponses;

	ValueType(ClassName name, Node node) {
		this.name = name;
		this.node = node;
	}

	ClassName name() {
		return this.name;
	}

	Node node() {
		return this.node;
	}

	/**
	 * Return whether WeChat Pay sends it, and may add to its values.
	 * @return whether it does
	 */
	boolean isOpen() {
		return this.inResponses;
	}

	void usedInResponses() {
		this.inResponses = true;
	}

}
