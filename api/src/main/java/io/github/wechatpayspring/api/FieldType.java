package io.github.wechatpayspring.api;

import com.palantir.javapoet.ClassName;

/**
 * The type of a field.
 */
sealed interface FieldType {

	/**
	 * A type that Java has.
	 */
	enum Simple implements FieldType {

		/**
		 * A text.
		 */
		TEXT,

		/**
		 * A number of 32 bits.
		 */
		INTEGER,

		/**
		 * A number of 64 bits.
		 */
		LONG,

		/**
		 * True or false.
		 */
		BOOLEAN,

		/**
		 * A time with an offset.
		 */
		TIME,

		/**
		 * Any JSON.
		 */
		ANY

	}

	/**
	 * A text with known values.
	 *
	 * @param name the type in Java
	 */
	record Value(ClassName name) implements FieldType {
	}

	/**
	 * An object.
	 *
	 * @param name the type in Java
	 */
	record Nested(ClassName name) implements FieldType {
	}

	/**
	 * A list.
	 *
	 * @param element the type of its elements
	 * @param limits what is said of an element
	 */
	record Several(FieldType element, Node limits) implements FieldType {
	}

}
