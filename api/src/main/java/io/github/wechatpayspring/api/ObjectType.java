package io.github.wechatpayspring.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.palantir.javapoet.ClassName;

/**
 * An object that becomes a record.
 */
final class ObjectType {

	private final ClassName name;

	private final Node node;

	private final List<Field> fields;

	private final Map<ClassName, ObjectType> nested = new LinkedHashMap<>();

	private boolean inRequests;

	private boolean inResponses;

	private boolean returned;

	ObjectType(ClassName name, Node node, List<Field> fields) {
		this.name = name;
		this.node = node;
		this.fields = new ArrayList<>(fields);
	}

	ClassName name() {
		return this.name;
	}

	Node node() {
		return this.node;
	}

	String description() {
		return this.node.text("description");
	}

	List<Field> fields() {
		return this.fields;
	}

	Map<ClassName, ObjectType> nested() {
		return this.nested;
	}

	List<Node> rules() {
		return this.node.list("x-rules");
	}

	boolean isShared() {
		return this.inRequests && this.inResponses;
	}

	boolean isInRequests() {
		return this.inRequests;
	}

	boolean isInResponses() {
		return this.inResponses;
	}

	void usedInRequests() {
		this.inRequests = true;
	}

	void usedInResponses() {
		this.inResponses = true;
	}

	/**
	 * Return whether a call returns it, so that it tells its {@code Request-ID}.
	 * @return whether one does
	 */
	boolean isReturned() {
		return this.returned;
	}

	void returned() {
		this.returned = true;
	}

	Field field(String wireName) {
		return this.fields.stream()
			.filter((field) -> field.wireName().equals(wireName))
			.findFirst()
			.orElseThrow(() -> new DescriptionException(this.node.place(), "has no field '" + wireName + "'"));
	}

}
