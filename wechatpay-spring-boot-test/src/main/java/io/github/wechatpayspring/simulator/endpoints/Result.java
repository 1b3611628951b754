package io.github.wechatpayspring.simulator.endpoints;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a call that was carried out responds.
 *
 * @param json the body, {@code null} if there is none or a file
 * @param file the content of a file, which is not signed, {@code null} if there is none
 */
public record Result(@Nullable ObjectNode json, @Nullable String file) {

	static Result json(ObjectNode json) {
		return new Result(json, null);
	}

	static Result noContent() {
		return new Result(null, null);
	}

	static Result file(String content) {
		return new Result(null, content);
	}

}
