package io.viprouter.examples.lab;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A user with a real browser logs in to the web application and stays logged in, whatever becomes
 * of the routers. Confined to the thread that tells the story.
 */
final class WebChapters {

  private static final Path PICTURES =
      Path.of(System.getProperty("lab.pictures", "target/lab-pictures"));

  private final Told told;
  private final Story story;
  private final Scene scene;
  private final Deployment deployment;
  private int pictures;

  WebChapters(Told told) {
    this.told = told;
    this.story = told.story();
    this.scene = told.scene();
    this.deployment = told.deployment();
  }

  void tellAll() throws IOException {
    try (WebApplication application = WebApplication.start(scene);
        WebDriver browser = WebDriver.start(scene.client, scene.directory())) {
      story.chapter("5.1    The user logs in");
      logIn(application, browser);
      story.chapter("5.2    router01 dies, the user clicks on");
      lose(
          "router01's host loses its power",
          scene.router01::cut,
          scene.router01::heal,
          application,
          browser);
      lose(
          "router01's process is killed (SIGKILL) and not started again",
          () -> deployment.router01().process().kill(),
          () -> deployment.startRouter(scene.router01),
          application,
          browser);
      lose(
          "router01 is stopped in order",
          () -> deployment.router01().stop(),
          () -> deployment.startRouter(scene.router01),
          application,
          browser);
    }
  }

  private void logIn(WebApplication application, WebDriver browser) throws IOException {
    browser.open(application.url("/admin/"));
    story.check("a login is asked for", browser.has("#id_username"));
    browser.type("#id_username", "admin");
    browser.type("#id_password", "admin");
    browser.click("input[type=submit]");
    isLoggedIn(browser);
    keep(browser, "logged-in");
    deployment.cluster().awaitReplicated();
    story.check(
        "the session is on slave01, too",
        told.slave01().value("SELECT count(*) FROM jumpserver.django_session"),
        "1");
  }

  private void isLoggedIn(WebDriver browser) throws IOException {
    story.check(
        "the user is logged in: " + browser.title(),
        browser.has("#user-tools") && !browser.has("#id_username"));
  }

  private void lose(
      String what, Runnable fault, Runnable repair, WebApplication application, WebDriver browser)
      throws IOException {
    double outage =
        told.outage(
            () -> {
              fault.run();
              Wait.until("router02 takes over", () -> scene.router02.has(Scene.ADDRESS));
            });
    story.figure(what, outage);
    clickOn(application, browser);
    repair.run();
    deployment.awaitAddress(scene.router01);
    story.tell("router01 is back and has the address");
    told.writersGet(told.master01());
    clickOn(application, browser);
  }

  /** A page that fails is asked for again, as users do. */
  private void clickOn(WebApplication application, WebDriver browser) throws IOException {
    browser.open(application.url("/admin/auth/user/"));
    if (!browser.has("#user-tools") && !browser.has("#id_username")) {
      story.tell("the page failed once; the user asks for it again");
      browser.open(application.url("/admin/auth/user/"));
    }
    isLoggedIn(browser);
    keep(browser, "page");
  }

  private void keep(WebDriver browser, String name) throws IOException {
    pictures++;
    browser.screenshot(PICTURES.resolve("%02d-%s.png".formatted(pictures, name)));
  }
}
