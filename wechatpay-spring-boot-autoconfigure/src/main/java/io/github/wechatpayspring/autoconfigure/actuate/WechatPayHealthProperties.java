package io.github.wechatpayspring.autoconfigure.actuate;

import java.time.Duration;

import io.github.wechatpayspring.autoconfigure.WechatPayProperties;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of what the health endpoint tells. Apart from {@link WechatPayProperties}
 * because they need Spring Boot's health module.
 *
 * @param certificateWarning How long before its expiry to warn of a certificate.
 */
@ConfigurationProperties("wechatpay.health")
public record WechatPayHealthProperties(@DefaultValue("30d") Duration certificateWarning) {

}
