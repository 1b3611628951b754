package io.github.wechatpayspring.api;

import org.jspecify.annotations.Nullable;

/**
 * A field of a request or a response, or a parameter of a call.
 *
 * @param wireName its name on the wire
 * @param name its name in Java
 * @param renamed whether the name in Java cannot be told from that on the wire
 * @param type its type
 * @param required whether WeChat Pay needs it, or always has it in a response
 * @param inPath whether it is part of the path
 * @param node what else is said of it
 */
record Field(String wireName, String name, boolean renamed, FieldType type, boolean required, boolean inPath,
		Node node) {

	String description() {
		return this.node.text("description");
	}

	/**
	 * Return what the merchant that calls fills in.
	 * @return {@code appid} or {@code merchant-id}, {@code null} if it does not
	 */
	@Nullable String merchantDefault() {
		return this.node.find("x-default");
	}

	/**
	 * Return what is sent unless the caller sets it.
	 * @return the text, {@code null} if there is none
	 */
	@Nullable String defaultText() {
		return (this.required) ? defaultValue() : null;
	}

	/**
	 * Return what WeChat Pay takes for a field that is not sent.
	 * @return the text, {@code null} if it does not say
	 */
	@Nullable String assumed() {
		return (!this.required) ? defaultValue() : null;
	}

	private @Nullable String defaultValue() {
		String text = this.node.find("default");
		return (text != null) ? text : this.node.childOrEmpty("schema").find("default");
	}

	boolean isEncrypted() {
		return this.node.isTrue("x-encrypted");
	}

	// may be null in a request
	boolean isNullable() {
		return !this.required || merchantDefault() != null;
	}

	// has to be set by who calls
	boolean isAsked() {
		return this.required && merchantDefault() == null && defaultText() == null;
	}

	@Nullable Long limit(String key) {
		Long own = this.node.number(key);
		return (own != null) ? own : this.node.childOrEmpty("schema").number(key);
	}

	@Nullable String pattern() {
		String own = this.node.find("pattern");
		return (own != null) ? own : this.node.childOrEmpty("schema").find("pattern");
	}

}
