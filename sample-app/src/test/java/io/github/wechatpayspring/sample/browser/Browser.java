package io.github.wechatpayspring.sample.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementClickInterceptedException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A browser without a window, and what is asked of each page.
 */
final class Browser implements AutoCloseable {

	private static final Path SCREENSHOTS = Path.of("target", "screenshots");

	private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

	// for what never happens; what happens is not waited for any longer, however slow
	// the machine
	private static final Duration PATIENCE = Duration.ofMinutes(3);

	private static final int WIDE = 1280;

	private static final int NARROW = 360;

	private final ChromeDriver driver;

	private String baseUrl = "";

	Browser(Path chromium, Path chromedriver) {
		ChromeOptions options = new ChromeOptions();
		options.setBinary(chromium.toString());
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
				"--force-prefers-reduced-motion");
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable(LogType.BROWSER, Level.ALL);
		options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
		this.driver = new ChromeDriver(new ChromeDriverService.Builder().usingDriverExecutable(chromedriver.toFile())
			.usingAnyFreePort()
			.withTimeout(PATIENCE)
			.build(), options);
		this.driver.manage().timeouts().scriptTimeout(PATIENCE);
		try {
			Files.createDirectories(SCREENSHOTS);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Begin a test: a wide window, light, in English.
	 * @param baseUrl where the application is
	 */
	void visit(String baseUrl) {
		this.baseUrl = baseUrl;
		wide();
		theme(Theme.LIGHT);
		language("en");
		this.driver.manage().logs().get(LogType.BROWSER);
	}

	/**
	 * End a test.
	 * @param name the name of the test
	 * @param failed whether it has failed, so that a picture is wanted
	 */
	void finish(String name, boolean failed) {
		if (failed) {
			screenshot("failed-" + name.replaceAll("[^A-Za-z0-9]+", "-"));
		}
		List<String> errors = errors();
		this.driver.get("about:blank");
		if (!failed) {
			assertThat(errors).as("errors in the browser's console").isEmpty();
		}
	}

	/**
	 * Return what the browser complained of since it was last asked, among it whatever
	 * the Content-Security-Policy forbids.
	 * @return the messages
	 */
	List<String> errors() {
		return this.driver.manage()
			.logs()
			.get(LogType.BROWSER)
			.getAll()
			.stream()
			.filter((entry) -> entry.getLevel().intValue() >= Level.WARNING.intValue())
			.map(LogEntry::getMessage)
			.toList();
	}

	/**
	 * Expect that the browser complained of answers with a status of error, and of
	 * nothing else.
	 */
	void expectFailedRequest() {
		assertThat(errors()).isNotEmpty().allMatch((message) -> message.contains("responded with a status of"));
	}

	void open(String path) {
		this.driver.get(this.baseUrl + path);
	}

	void reload() {
		this.driver.navigate().refresh();
	}

	String path() {
		return this.driver.getCurrentUrl().substring(this.baseUrl.length());
	}

	void wide() {
		width(WIDE, 900);
	}

	void narrow() {
		width(NARROW, 740);
	}

	// the window itself cannot be that narrow
	private void width(int width, int height) {
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
	}

	void theme(Theme theme) {
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features",
						List.of(Map.of("name", "prefers-color-scheme", "value", theme.name().toLowerCase(Locale.ROOT)),
								Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
	}

	void language(String languages) {
		this.driver.executeCdpCommand("Network.enable", Map.of());
		this.driver.executeCdpCommand("Network.setExtraHTTPHeaders",
				Map.of("headers", Map.of("Accept-Language", languages)));
	}

	void withoutJavaScript(boolean disabled) {
		this.driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", disabled));
	}

	WebElement find(String selector) {
		return await("an element " + selector,
				() -> this.driver.findElements(By.cssSelector(selector))
					.stream()
					.filter(WebElement::isDisplayed)
					.findFirst()
					.orElse(null));
	}

	List<WebElement> findAll(String selector) {
		return this.driver.findElements(By.cssSelector(selector));
	}

	/**
	 * Click where and when a user could.
	 * @param selector what to click
	 */
	void click(String selector) {
		await(selector + " to be clickable", () -> {
			find(selector).click();
			return true;
		});
	}

	void type(String selector, String text) {
		await(selector + " to take text", () -> {
			WebElement element = find(selector);
			element.clear();
			element.sendKeys(text);
			return true;
		});
	}

	/**
	 * Put in what would take long to type.
	 * @param selector where
	 * @param value what
	 */
	void setValue(String selector, String value) {
		run("arguments[0].value = arguments[1]", find(selector), value);
	}

	long number(String selector) {
		return Long.parseLong(text(selector));
	}

	void select(String selector, String value) {
		new Select(find(selector)).selectByValue(value);
	}

	String value(String selector) {
		return String.valueOf(find(selector).getDomProperty("value"));
	}

	String text(String selector) {
		return await("the text of " + selector, () -> find(selector).getText());
	}

	void awaitText(String selector, String text) {
		await("\"" + text + "\" in " + selector, () -> find(selector).getText().contains(text) ? true : null);
	}

	void awaitCount(String selector, int count) {
		await(count + " elements " + selector, () -> (findAll(selector).size() == count) ? true : null);
	}

	void awaitFocus(String id) {
		await("the focus on " + id, () -> id.equals(focused().getAttribute("id")) ? true : null);
	}

	/**
	 * Wait for something. Elements that htmx replaces meanwhile are looked for again.
	 * @param <T> the type of what is waited for
	 * @param what its name
	 * @param condition {@code null} as long as it is not there
	 * @return what was waited for
	 */
	<T> T await(String what, Supplier<T> condition) {
		return new WebDriverWait(this.driver, PATIENCE, Duration.ofMillis(50)).withMessage(what)
			.ignoring(StaleElementReferenceException.class)
			.ignoring(ElementClickInterceptedException.class)
			.until((driver) -> condition.get());
	}

	WebElement focused() {
		return this.driver.switchTo().activeElement();
	}

	void press(CharSequence... keys) {
		focused().sendKeys(keys);
	}

	/**
	 * Go on with the tabulator until something is focused.
	 * @param id its id
	 */
	void tabTo(String id) {
		for (int i = 0; i < 60; i++) {
			press(Keys.TAB);
			if (id.equals(focused().getAttribute("id"))) {
				return;
			}
		}
		assertThat(focused().getAttribute("id")).as("reached with the tabulator").isEqualTo(id);
	}

	Object run(String script, Object... arguments) {
		return this.driver.executeScript(script, arguments);
	}

	void assertFitsItsWidth() {
		assertThat(run("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
			.as("pixels to scroll sideways on " + path())
			.isEqualTo(0L);
	}

	void assertIsAccessible() {
		List<Rule> violations = new AxeBuilder().withTags(WCAG)
			.setTimeout(Math.toIntExact(PATIENCE.toSeconds()))
			.analyze(this.driver)
			.getViolations();
		assertThat(violations).as("WCAG 2.2 AA on " + path())
			.extracting((rule) -> rule.getId() + ": "
					+ rule.getNodes().stream().map((node) -> String.valueOf(node.getTarget())).toList())
			.isEmpty();
	}

	void screenshot(String name) {
		try {
			Files.write(SCREENSHOTS.resolve(name + ".png"), this.driver.getScreenshotAs(OutputType.BYTES));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.driver.quit();
	}

	/**
	 * What the user prefers.
	 */
	enum Theme {

		/**
		 * Dark on light.
		 */
		LIGHT,

		/**
		 * Light on dark.
		 */
		DARK

	}

}
