package io.github.wechatpayspring.sample.pages.wire;

/**
 * A header with its value.
 *
 * @param name the name
 * @param value the value, a signature shortened
 */
record WireHeader(String name, String value) {

}
