package io.github.wechatpayspring.endtoend.faults;

import java.util.Set;
import java.util.function.Supplier;

import io.github.wechatpayspring.endtoend.Call;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Something that goes wrong with calls: in WeChat Pay, on the way there, or in the
 * application itself.
 *
 * @param name its name
 * @param application makes the calls
 * @param patterns which attempts it can happen to
 * @param plan has it happen
 */
record FaultRow(String name, Supplier<ConfigurableApplicationContext> application, Set<Pattern> patterns, Plan plan) {

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * Which attempts fail.
	 */
	enum Pattern {

		FIRST_ATTEMPT(1) {

			@Override
			boolean fails(int attempt) {
				return attempt == 1;
			}

		},

		EVERY_ATTEMPT(1) {

			@Override
			boolean fails(int attempt) {
				return true;
			}

		},

		EVERY_OTHER_ATTEMPT(4) {

			@Override
			boolean fails(int attempt) {
				return attempt % 2 == 1;
			}

		};

		private final int calls;

		Pattern(int calls) {
			this.calls = calls;
		}

		int calls() {
			return this.calls;
		}

		abstract boolean fails(int attempt);

	}

	/**
	 * Has it happen.
	 */
	@FunctionalInterface
	interface Plan {

		void accept(Pattern pattern, Call call);

	}

}
