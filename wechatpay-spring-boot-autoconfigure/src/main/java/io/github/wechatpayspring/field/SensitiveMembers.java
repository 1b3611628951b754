package io.github.wechatpayspring.field;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.wechatpayspring.Sensitive;

import org.springframework.util.ClassUtils;

/**
 * Finds the fields and methods of a type that are {@link Sensitive}, inherited ones
 * included.
 */
final class SensitiveMembers {

	private SensitiveMembers() {
	}

	/**
	 * Return what is sensitive and may be written as JSON.
	 * @param type the type
	 * @return fields and methods
	 */
	static List<Member> of(Class<?> type) {
		Set<Class<?>> types = new LinkedHashSet<>();
		for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
			types.add(each);
		}
		types.addAll(ClassUtils.getAllInterfacesForClassAsSet(type));
		List<Member> members = new ArrayList<>();
		for (Class<?> each : types) {
			if (!each.getName().startsWith("java.")) {
				for (Field field : each.getDeclaredFields()) {
					add(field, members);
				}
				for (Method method : each.getDeclaredMethods()) {
					add(method, members);
				}
			}
		}
		return List.copyOf(members);
	}

	static boolean exist(Class<?> type) {
		return !of(type).isEmpty();
	}

	private static <M extends Member & AnnotatedElement> void add(M member, List<Member> members) {
		if (member.isAnnotationPresent(Sensitive.class) && !member.isAnnotationPresent(JsonIgnore.class)
				&& !Modifier.isStatic(member.getModifiers()) && !member.isSynthetic()) {
			members.add(member);
		}
	}

}
