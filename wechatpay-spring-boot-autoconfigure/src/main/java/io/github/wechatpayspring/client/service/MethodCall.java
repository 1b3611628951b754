package io.github.wechatpayspring.client.service;

import org.jspecify.annotations.Nullable;

/**
 * One call of a method.
 *
 * @param method what is known about the method
 * @param request the record that was passed to it, or {@code null} if it takes none
 */
record MethodCall(DescribedMethod method, @Nullable Object request) {

	static final String ATTRIBUTE = MethodCall.class.getName();

	// requests mask what is personal by themselves, but it is not their business to be an
	// attribute that somebody logs
	@Override
	public String toString() {
		return this.method.toString();
	}

}
