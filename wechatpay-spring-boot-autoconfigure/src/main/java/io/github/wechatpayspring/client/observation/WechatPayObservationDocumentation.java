package io.github.wechatpayspring.client.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * The observations of calls to WeChat Pay.
 */
public enum WechatPayObservationDocumentation implements ObservationDocumentation {

	/**
	 * One call of a service, with all of its attempts. Around the HTTP client's own
	 * observation.
	 */
	CALL {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultWechatPayObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return LowCardinalityKeyNames.values();
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return HighCardinalityKeyNames.values();
		}

		@Override
		public Observation.Event[] getEvents() {
			return Events.values();
		}

	};

	/**
	 * Keys with few values, which also are the tags of meters.
	 */
	public enum LowCardinalityKeyNames implements KeyName {

		/**
		 * Name of the merchant that calls, {@code default} for the only one.
		 */
		MERCHANT {

			@Override
			public String asString() {
				return "merchant";
			}

		},

		/**
		 * Name of the call, such as {@code favor-send}, or {@code NONE}.
		 */
		OPERATION {

			@Override
			public String asString() {
				return "operation";
			}

		},

		/**
		 * What became of the call: {@code SUCCESS}, {@code REFUSED}, {@code UNKNOWN}, or
		 * {@code NONE} as long as it goes on.
		 */
		OUTCOME {

			@Override
			public String asString() {
				return "outcome";
			}

		},

		/**
		 * HTTP status of the last response, or {@code NONE}.
		 */
		STATUS {

			@Override
			public String asString() {
				return "status";
			}

		},

		/**
		 * WeChat Pay's code of the error, {@code OTHER} for one that is not documented,
		 * or {@code NONE}.
		 */
		CODE {

			@Override
			public String asString() {
				return "code";
			}

		}

	}

	/**
	 * Keys with any number of values, which only traces have.
	 */
	public enum HighCardinalityKeyNames implements KeyName {

		/**
		 * {@code Request-ID} of the last response, which WeChat Pay's support asks for,
		 * or {@code none}.
		 */
		REQUEST_ID {

			@Override
			public String asString() {
				return "wechatpay.request.id";
			}

		}

	}

	/**
	 * Events of a call.
	 */
	public enum Events implements Observation.Event {

		/**
		 * One attempt has ended. The contextual name has host, status or failure, and
		 * milliseconds.
		 */
		ATTEMPT {

			@Override
			public String getName() {
				return "attempt";
			}

		}

	}

}
