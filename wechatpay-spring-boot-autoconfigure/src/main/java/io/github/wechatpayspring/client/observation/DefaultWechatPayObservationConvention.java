package io.github.wechatpayspring.client.observation;

import io.github.wechatpayspring.client.observation.WechatPayObservationDocumentation.HighCardinalityKeyNames;
import io.github.wechatpayspring.client.observation.WechatPayObservationDocumentation.LowCardinalityKeyNames;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import org.jspecify.annotations.Nullable;

/**
 * The default {@link WechatPayObservationConvention}. To add keys, extend it and define a
 * bean of that type.
 */
public class DefaultWechatPayObservationConvention implements WechatPayObservationConvention {

	/**
	 * The name of the observation.
	 */
	public static final String NAME = "wechatpay.client.requests";

	private static final String NONE = "NONE";

	@Override
	public String getName() {
		return NAME;
	}

	@Override
	public String getContextualName(WechatPayObservationContext context) {
		return "wechatpay " + text(context.getOperation());
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(WechatPayObservationContext context) {
		return KeyValues.of(LowCardinalityKeyNames.MERCHANT.withValue(context.getMerchant()),
				LowCardinalityKeyNames.OPERATION.withValue(text(context.getOperation())),
				LowCardinalityKeyNames.OUTCOME.withValue(text(context.getOutcome())),
				LowCardinalityKeyNames.STATUS.withValue(text(context.getStatus())),
				LowCardinalityKeyNames.CODE.withValue(text(context.getCode())));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(WechatPayObservationContext context) {
		String requestId = context.getRequestId();
		return KeyValues
			.of(HighCardinalityKeyNames.REQUEST_ID.withValue((requestId != null) ? requestId : KeyValue.NONE_VALUE));
	}

	private static String text(@Nullable Object value) {
		return (value != null) ? value.toString() : NONE;
	}

}
