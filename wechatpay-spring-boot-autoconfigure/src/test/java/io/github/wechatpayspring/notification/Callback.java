package io.github.wechatpayspring.notification;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;

import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import io.github.wechatpayspring.FakeWechatPay;
import io.github.wechatpayspring.key.SignedText;

import org.springframework.http.HttpHeaders;

/**
 * A request that WeChat Pay sends to the URL for notifications, to be changed by tests.
 *
 * @param headers the headers
 * @param body the body
 */
public record Callback(HttpHeaders headers, byte[] body) {

	public static final String API_V3_KEY = "a7cde1ZJB1kG2e7VfTs3jQzaWizur8Gb";

	public static final String ID = "7442f44b-aa13-5a7c-b6a9-51c5c8ace319";

	public static final String RESOURCE_NONCE = "j9g1wAzF9Xn1";

	/**
	 * Create a notification as WeChat Pay makes it.
	 * @param eventType what happened
	 * @param resource the JSON to encrypt
	 * @return the request
	 */
	public static Callback of(String eventType, String resource) {
		return signed(envelope(eventType, "coupon", "\"associated_data\":\"coupon\",", encrypt(resource, "coupon")));
	}

	public static Callback signed(String body) {
		return signed(body.getBytes(StandardCharsets.UTF_8), FakeWechatPay.PLATFORM_KEYS, FakeWechatPay.NOW);
	}

	public static Callback signed(byte[] body, KeyPair keys, Instant time) {
		String timestamp = Long.toString(time.getEpochSecond());
		String nonce = "xQWHK22dufHjLYg07545neOg4llwMJCJ";
		byte[] signature = FakeWechatPay.sign(keys, SignedText.of(body, timestamp, nonce));
		HttpHeaders headers = new HttpHeaders();
		headers.set("Content-Type", "application/json");
		headers.set("Wechatpay-Serial", FakeWechatPay.PLATFORM_KEY_ID);
		headers.set("Wechatpay-Timestamp", timestamp);
		headers.set("Wechatpay-Nonce", nonce);
		headers.set("Wechatpay-Signature", Base64.getEncoder().encodeToString(signature));
		return new Callback(headers, body);
	}

	static String envelope(String eventType, String originalType, String associatedData, String ciphertext) {
		return """
				{"id":"%s","create_time":"2026-11-20T12:00:00+08:00","resource_type":"encrypt-resource",\
				"event_type":"%s","summary":"用券成功","resource":{"original_type":"%s",\
				"algorithm":"AEAD_AES_256_GCM","ciphertext":"%s",%s"nonce":"%s"}}""".formatted(ID, eventType,
				originalType, ciphertext, associatedData, RESOURCE_NONCE);
	}

	static String encrypt(String plaintext, String associatedData) {
		return encrypt(API_V3_KEY, plaintext.getBytes(StandardCharsets.UTF_8), associatedData);
	}

	public static String encrypt(String key, byte[] plaintext, String associatedData) {
		try {
			Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
			cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "AES"),
					new GCMParameterSpec(128, RESOURCE_NONCE.getBytes(StandardCharsets.UTF_8)));
			cipher.updateAAD(associatedData.getBytes(StandardCharsets.UTF_8));
			return Base64.getEncoder().encodeToString(cipher.doFinal(plaintext));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public Callback with(String header, String value) {
		HttpHeaders changed = HttpHeaders.copyOf(this.headers);
		changed.set(header, value);
		return new Callback(changed, this.body);
	}

	public Callback without(String header) {
		HttpHeaders changed = HttpHeaders.copyOf(this.headers);
		changed.remove(header);
		return new Callback(changed, this.body);
	}

	public Callback withBody(byte[] changed) {
		return new Callback(this.headers, changed);
	}

	public String text() {
		return new String(this.body, StandardCharsets.UTF_8);
	}

	public String header(String name) {
		return this.headers.getOrEmpty(name).get(0);
	}

	static String otherCase(String name) {
		return name.chars()
			.mapToObj((letter) -> Character.toString(letter))
			.map((letter) -> letter.equals(letter.toLowerCase(Locale.ROOT)) ? letter.toUpperCase(Locale.ROOT)
					: letter.toLowerCase(Locale.ROOT))
			.reduce("", String::concat);
	}

}
