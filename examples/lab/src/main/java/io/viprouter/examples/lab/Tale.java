package io.viprouter.examples.lab;

import java.io.IOException;

/** The whole story, once. Stateless. */
final class Tale {

  private Tale() {}

  static void tell(Deployment deployment, boolean withBrowser) throws IOException {
    Story story = new Story(System.out);
    story.chapter("The scene");
    deployment
        .cluster()
        .servers()
        .forEach(
            server ->
                story.tell(
                    "%s: %s",
                    server, server.value("SELECT concat(@@version_comment, ' ', @@version)")));
    try (Told told = new Told(deployment, story)) {
      story.tell(
          "from now on somebody writes numbered rows and reads, and somebody connects all the time");
      new SceneChapters(told).tellAll();
      if (withBrowser) {
        story.chapter("5      A web application and its user");
        new WebChapters(told).tellAll();
      }
      new BeyondChapters(told).tellAll();
      story.chapter("In all");
      told.close(true);
    }
    story.figures();
    story.tell("all %d checks hold", story.checks());
  }
}
