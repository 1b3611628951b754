package io.github.wechatpayspring.client.service;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What is known about a call of an HTTP interface beyond its
 * {@link org.springframework.web.service.annotation.HttpExchange @HttpExchange}. Its
 * method may have one parameter without an annotation, a record: components that are
 * named in the URL become path variables, the others the query of a {@code GET} or
 * {@code DELETE}, or the body of any other method. Without this annotation, calls of
 * {@code GET} are retried after a failure and others are not.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface WechatPayCall {

	/**
	 * The name of the call, by which it is observed and limited.
	 * @return the name, for instance {@code favor-send}
	 */
	String operation();

	/**
	 * Whether the call may be retried after a failure, because repeating it does no harm.
	 * Calls of {@code GET} always may.
	 * @return whether it may
	 */
	boolean idempotent() default false;

	/**
	 * The component of the request that makes the call idempotent. Exceptions name its
	 * value.
	 * @return the name of the component, empty if there is none
	 */
	String number() default "";

	/**
	 * Components of the request that no two calls at once may have in common.
	 * @return the names of the components
	 */
	String[] oneAtATime() default {};

	/**
	 * How to find out whether an earlier attempt has changed a state already, once a
	 * retry is refused.
	 * @return at most one way
	 */
	SettledBy[] settledBy() default {};

	/**
	 * A {@code GET} that shows the state which a call is to bring about.
	 */
	@Documented
	@Target({})
	@Retention(RetentionPolicy.RUNTIME)
	@interface SettledBy {

		/**
		 * The URL, with components of the request in braces.
		 * @return path and query
		 */
		String url();

		/**
		 * The field of its response.
		 * @return the name of the field
		 */
		String field();

		/**
		 * The values of the field that prove the call done.
		 * @return the values
		 */
		String[] values();

	}

}
