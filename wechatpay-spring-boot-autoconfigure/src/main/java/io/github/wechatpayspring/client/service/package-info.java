/**
 * Services that are Spring HTTP interfaces: what their methods and requests say beyond
 * Spring's annotations, and the proxies that make calls of them.
 */
@NullMarked
package io.github.wechatpayspring.client.service;

import org.jspecify.annotations.NullMarked;
