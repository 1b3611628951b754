package io.github.wechatpayspring.client;

import io.micrometer.common.KeyValue;

import org.springframework.http.client.observation.ClientHttpObservationDocumentation.HighCardinalityKeyNames;
import org.springframework.http.client.observation.ClientRequestObservationContext;
import org.springframework.http.client.observation.DefaultClientRequestObservationConvention;

/**
 * Observes requests without their full URL, which holds openids.
 */
final class UriTemplateObservationConvention extends DefaultClientRequestObservationConvention {

	@Override
	protected KeyValue requestUri(ClientRequestObservationContext context) {
		String template = context.getUriTemplate();
		return KeyValue.of(HighCardinalityKeyNames.HTTP_URL, (template != null) ? template : KeyValue.NONE_VALUE);
	}

}
