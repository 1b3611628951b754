package io.github.wechatpayspring.field;

import java.io.Serial;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.wechatpayspring.Sensitive;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.ValueSerializerModifier;

/**
 * Refuses to write a type with a {@link Sensitive} member that does not lead to a field
 * of JSON which is encrypted: the value might be written under another name, as it is.
 */
final class SensitiveModifier extends ValueSerializerModifier {

	@Serial
	private static final long serialVersionUID = 1L;

	@Override
	public List<BeanPropertyWriter> changeProperties(SerializationConfig config, BeanDescription.Supplier description,
			List<BeanPropertyWriter> properties) {
		Class<?> type = description.getBeanClass();
		Set<String> encrypted = new HashSet<>();
		for (BeanPropertyDefinition property : description.get().findProperties()) {
			AnnotatedMember accessor = property.getAccessor();
			if (accessor != null && accessor.hasAnnotation(Sensitive.class)) {
				encrypted.add(property.getInternalName());
				add(property.getField(), encrypted);
				add(property.getGetter(), encrypted);
				add(property.getSetter(), encrypted);
			}
		}
		for (Member member : SensitiveMembers.of(type)) {
			if (!encrypted.contains(name(member))) {
				throw refusal(type, name(member), "does not belong to a property by its name");
			}
		}
		for (BeanPropertyWriter property : properties) {
			if (property.hasSerializer() && !(property.getSerializer() instanceof SensitiveSerializer)
					&& SensitiveMembers.exist(property.getType().getRawClass())) {
				throw refusal(type, property.getName(), "is written by a serializer of its own");
			}
		}
		return properties;
	}

	@Override
	public ValueSerializer<?> modifyKeySerializer(SerializationConfig config, JavaType type,
			BeanDescription.Supplier description, ValueSerializer<?> serializer) {
		if (SensitiveMembers.exist(type.getRawClass())) {
			throw refusal(type.getRawClass(), name(SensitiveMembers.of(type.getRawClass()).get(0)), "is part of a key");
		}
		return serializer;
	}

	private static void add(@Nullable AnnotatedMember member, Set<String> names) {
		if (member != null && member.getMember() != null) {
			names.add(name(member.getMember()));
		}
	}

	private static String name(Member member) {
		return (member instanceof Method) ? member.getName() + "()" : member.getName();
	}

	/**
	 * Return what says that a sensitive value would be written as it is.
	 * @param type the type that has it
	 * @param member the name of what has it
	 * @param reason why
	 * @return the exception
	 */
	static IllegalArgumentException refusal(Class<?> type, String member, String reason) {
		return new IllegalArgumentException("'%s' of %s is @Sensitive, but would not be encrypted: it %s"
			.formatted(member, type.getSimpleName(), reason));
	}

}
