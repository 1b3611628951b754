/**
 * Keys and certificates: in use, changing while calls go on, and elsewhere than in the
 * application.
 */
package io.github.wechatpayspring.endtoend.keys;
