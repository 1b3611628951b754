package io.github.wechatpayspring.sample;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A browser without scripts: it keeps cookies, and sends a form with the token of its
 * page.
 */
public final class PageClient {

	private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

	private final HttpClient client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

	private final String origin;

	public PageClient(int port) {
		this.origin = "http://localhost:" + port;
	}

	public HttpResponse<String> get(String path, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.origin + path));
		return send((headers.length > 0) ? request.headers(headers).build() : request.build());
	}

	public String page(String path, String... headers) {
		HttpResponse<String> response = get(path, headers);
		assertThat(response.statusCode()).isEqualTo(200);
		return response.body();
	}

	public HttpResponse<String> post(String path, Map<String, String> fields) {
		return postWithout(path, fields, "&_csrf=" + encode(token()));
	}

	public HttpResponse<String> postWithoutToken(String path, Map<String, String> fields) {
		token();
		return postWithout(path, fields, "");
	}

	private HttpResponse<String> postWithout(String path, Map<String, String> fields, String token) {
		String body = fields.entrySet()
			.stream()
			.map((field) -> field.getKey() + "=" + encode(field.getValue()))
			.collect(Collectors.joining("&"));
		return send(HttpRequest.newBuilder(URI.create(this.origin + path))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(body + token))
			.build());
	}

	/**
	 * Send a form with a file.
	 * @param path where to
	 * @param fields the other fields
	 * @param file the text of the file
	 * @return the answer
	 */
	public HttpResponse<String> upload(String path, Map<String, String> fields, String file) {
		StringBuilder body = new StringBuilder();
		fields.forEach((name, value) -> part(body, "name=\"" + name + "\"", value));
		part(body, "name=\"_csrf\"", token());
		part(body, "name=\"file\"; filename=\"users.csv\"", file);
		return send(HttpRequest.newBuilder(URI.create(this.origin + path))
			.header("Content-Type", "multipart/form-data; boundary=boundary")
			.POST(HttpRequest.BodyPublishers.ofString(body + "--boundary--\r\n"))
			.build());
	}

	private static void part(StringBuilder body, String disposition, String value) {
		body.append("--boundary\r\nContent-Disposition: form-data; ")
			.append(disposition)
			.append("\r\n\r\n")
			.append(value)
			.append("\r\n");
	}

	/**
	 * Return what an element shows or holds.
	 * @param page the page
	 * @param id the id of the element
	 * @return its text, or its value if it is a field
	 */
	public static String text(String page, String id) {
		Matcher element = Pattern.compile("<[^>]*id=\"" + id + "\"[^>]*>").matcher(page);
		assertThat(element.find()).as(id).isTrue();
		Matcher value = Pattern.compile("value=\"([^\"]*)\"").matcher(element.group());
		return value.find() ? value.group(1) : page.substring(element.end(), page.indexOf('<', element.end()));
	}

	private String token() {
		Matcher token = TOKEN.matcher(page("/"));
		assertThat(token.find()).isTrue();
		return token.group(1);
	}

	private HttpResponse<String> send(HttpRequest request) {
		try {
			return this.client.send(request, BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError(ex);
		}
	}

	private static String encode(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8);
	}

}
