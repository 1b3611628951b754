package io.github.wechatpayspring.simulator.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where a simulator is shown.
 *
 * @param path Path of the page that shows the simulator, such as "/simulator". Without
 * it, there is none.
 * @param remoteAccess Whether other machines can open the page, too.
 */
@ConfigurationProperties("wechatpay.simulator")
public record WechatPaySimulatorProperties(@Nullable String path, boolean remoteAccess) {

}
