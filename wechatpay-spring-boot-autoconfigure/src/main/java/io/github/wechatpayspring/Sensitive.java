package io.github.wechatpayspring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a {@link String} component of a request record that WeChat Pay wants encrypted.
 * It is written as ciphertext in Base64 (RSAES-OAEP, or SM2 with a key of that type),
 * made with the platform key that the request names in its {@code Wechatpay-Serial}
 * header. At most 214 bytes of UTF-8 fit into the 2048-bit RSA keys of WeChat Pay; an
 * empty string is sent as it is.
 * <p>
 * Spring logs request bodies with their {@code toString} at debug level, so a record with
 * such components should mask them there: the {@code MaskedText} of the client package
 * does.
 *
 * @see <a href="https://pay.weixin.qq.com/doc/v3/merchant/4013053257">Encrypting
 * sensitive fields (敏感信息加解密)</a>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.METHOD })
public @interface Sensitive {

}
