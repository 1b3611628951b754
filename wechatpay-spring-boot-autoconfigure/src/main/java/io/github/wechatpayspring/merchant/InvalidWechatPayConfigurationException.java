package io.github.wechatpayspring.merchant;

import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Thrown at start-up when the configuration of WeChat Pay is not complete or not correct.
 * Has every mistake that can be seen without calling WeChat Pay, and nothing secret.
 */
public class InvalidWechatPayConfigurationException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final ArrayList<Problem> problems;

	private final @Nullable String connectionDetails;

	/**
	 * Create an exception.
	 * @param problems the mistakes
	 * @param connectionDetails the class of the bean that the values come from,
	 * {@code null} if they come from properties
	 */
	public InvalidWechatPayConfigurationException(List<Problem> problems, @Nullable String connectionDetails) {
		super(problems.stream()
			.map((problem) -> problem.property() + ": " + problem.found())
			.collect(Collectors.joining(" ", "The configuration of WeChat Pay is not usable. ", "")));
		this.problems = new ArrayList<>(problems);
		this.connectionDetails = connectionDetails;
	}

	/**
	 * Return all mistakes, in the order of the properties' documentation.
	 * @return the problems
	 */
	public List<Problem> problems() {
		return List.copyOf(this.problems);
	}

	/**
	 * Return where the values come from if not from the properties.
	 * @return the class of the {@code WechatPayConnectionDetails} bean, or {@code null}
	 * if the values are those of the {@code wechatpay.*} properties
	 */
	public @Nullable String connectionDetails() {
		return this.connectionDetails;
	}

	/**
	 * One mistake.
	 *
	 * @param property the property
	 * @param found what was found, without anything secret
	 * @param action what to do about it
	 */
	public record Problem(String property, String found, String action) implements Serializable {

	}

}
