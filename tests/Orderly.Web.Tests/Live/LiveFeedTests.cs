using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Orderly.Web.Live;
using Orderly.Web.Tests.Hosting;

namespace Orderly.Web.Tests.Live;

public sealed class LiveFeedTests(WebHost host) : IClassFixture<WebHost>
{
    [Fact]
    public async Task Stream_carries_ids_of_what_changed_and_never_a_name()
    {
        using var pharmacist = await host.SignedIn("p-nair");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/events");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        using var answer = await pharmacist.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        (await lines.ReadLineAsync()).ShouldBe("event: beat");

        var id = await host.Discharge("V-L1", family: "Abara", given: "Chidi");
        using var giveUp = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var heard = new List<string>();
        while (heard.All(line => !line.Contains($"case:{id}", StringComparison.Ordinal)))
        {
            heard.Add(await lines.ReadLineAsync(giveUp.Token) ?? throw new EndOfStreamException());
        }

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        heard.ShouldContain(line => line == "event: change");
        string.Concat(heard).ShouldNotContain("Abara");
        string.Concat(heard).ShouldContain("queue:");
    }

    [Fact]
    public void Listener_that_was_away_for_a_moment_gets_what_it_missed_and_one_away_for_long_is_told_so()
    {
        using var feed = new LiveFeed(host.Node.Feed, TimeProvider.System);

        using var fresh = feed.Listen(after: feed.Number, out var missedNothing);
        using var stale = feed.Listen(after: feed.Number + 100, out var missed);

        missedNothing.ShouldBeFalse();
        missed.ShouldBeTrue();
    }
}
