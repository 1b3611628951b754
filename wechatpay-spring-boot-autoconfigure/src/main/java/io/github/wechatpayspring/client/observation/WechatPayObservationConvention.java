package io.github.wechatpayspring.client.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names and describes the observations of calls. A bean of this type takes the place of
 * the {@link DefaultWechatPayObservationConvention default}.
 */
public interface WechatPayObservationConvention extends ObservationConvention<WechatPayObservationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof WechatPayObservationContext;
	}

}
