using Microsoft.Extensions.Time.Testing;
using Orderly.Canonical.Outbound;
using Orderly.Connectors.Guards;

namespace Orderly.Connectors.Tests.Rest;

public sealed class CircuitBreakerTests
{
    private static readonly TimeSpan OpenFor = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider time = new();

    [Fact]
    public void Breaker_opens_within_ten_failures_after_any_number_of_successes()
    {
        var breaker = new CircuitBreaker(failures: 5, OpenFor, time);
        for (var i = 0; i < 10_000; i++)
            Pass(breaker, isFailure: false);

        FailuresUntilOpen(breaker, _ => true).ShouldBeLessThanOrEqualTo(10);
    }

    [Fact]
    public void Breaker_opens_within_ten_failures_when_every_second_call_fails()
    {
        var breaker = new CircuitBreaker(failures: 5, OpenFor, time);

        FailuresUntilOpen(breaker, call => call % 2 == 0).ShouldBeLessThanOrEqualTo(10);
    }

    [Fact]
    public void Breaker_stays_closed_when_one_call_in_twenty_fails()
    {
        var breaker = new CircuitBreaker(failures: 5, OpenFor, time);
        for (var i = 0; i < 1_000; i++)
            Pass(breaker, isFailure: i % 20 == 0);

        breaker.State.ShouldBe(CircuitState.Closed);
    }

    [Fact]
    public void Open_breaker_lets_one_probe_through_after_its_time_and_closes_when_it_succeeds()
    {
        var breaker = Opened();
        breaker.TryEnter(out _, out var wait).ShouldBeFalse();
        wait.ShouldBe(OpenFor);

        time.Advance(OpenFor);
        breaker.TryEnter(out var probe, out _).ShouldBeTrue();
        breaker.State.ShouldBe(CircuitState.HalfOpen);
        breaker.TryEnter(out _, out _).ShouldBeFalse();

        breaker.Report(probe, isFailure: false);
        breaker.State.ShouldBe(CircuitState.Closed);
        Pass(breaker, isFailure: true);
        breaker.State.ShouldBe(CircuitState.Closed, "failures from before the opening must not count again");
    }

    [Fact]
    public void Open_breaker_stays_open_for_its_whole_time_again_when_the_probe_fails()
    {
        var breaker = Opened();
        time.Advance(OpenFor);
        breaker.TryEnter(out var probe, out _).ShouldBeTrue();

        breaker.Report(probe, isFailure: true);

        breaker.TryEnter(out _, out var wait).ShouldBeFalse();
        wait.ShouldBe(OpenFor);
    }

    [Fact]
    public void An_abandoned_probe_leaves_the_way_free_for_the_next()
    {
        var breaker = Opened();
        time.Advance(OpenFor);
        breaker.TryEnter(out var probe, out _).ShouldBeTrue();

        breaker.Abandon(probe);

        breaker.TryEnter(out _, out _).ShouldBeTrue();
    }

    [Fact]
    public void A_late_result_from_before_the_opening_does_not_close_the_breaker()
    {
        var breaker = new CircuitBreaker(failures: 2, OpenFor, time);
        breaker.TryEnter(out var late, out _);
        Pass(breaker, isFailure: true);
        Pass(breaker, isFailure: true);
        time.Advance(OpenFor);
        breaker.TryEnter(out _, out _);

        breaker.Report(late, isFailure: false);

        breaker.State.ShouldBe(CircuitState.HalfOpen);
    }

    [Fact]
    public async Task An_open_breaker_of_a_connector_sends_nothing_and_says_how_long_to_wait()
    {
        await using var server = new ScriptedHttpServer((_, n) => n <= 5 ? new Reaction.Answer(500) : new Reaction.Answer(200, """{"number":"1"}"""));
        using var fixture = new RestFixture(RestFixture.Yaml(server.Url, operation: "honours-key: true"), time);
        for (var i = 0; i < 20; i++)
            await fixture.SendAsync();

        server.Requests.ShouldBe(5);
        fixture.Connector.Circuit.ShouldBe(CircuitState.Open);
        var held = (await fixture.SendAsync()).ShouldBeOfType<SendOutcome.Transient>();
        held.Fault.Class.ShouldBe(FaultClass.BreakerOpen);
        held.RetryAfter.ShouldBe(OpenFor);

        time.Advance(OpenFor);
        (await fixture.SendAsync()).ShouldBeOfType<SendOutcome.Delivered>();
        fixture.Connector.Circuit.ShouldBe(CircuitState.Closed);
    }

    [Fact]
    public async Task Refusals_and_rate_limits_do_not_open_the_breaker()
    {
        await using var server = new ScriptedHttpServer((_, n) => new Reaction.Answer(n % 2 == 0 ? 422 : 429));
        using var fixture = new RestFixture(RestFixture.Yaml(server.Url), time);
        for (var i = 0; i < 20; i++)
            await fixture.SendAsync();

        fixture.Connector.Circuit.ShouldBe(CircuitState.Closed);
        server.Requests.ShouldBe(20);
    }

    private CircuitBreaker Opened()
    {
        var breaker = new CircuitBreaker(failures: 2, OpenFor, time);
        Pass(breaker, isFailure: true);
        Pass(breaker, isFailure: true);
        breaker.State.ShouldBe(CircuitState.Open);
        return breaker;
    }

    private static void Pass(CircuitBreaker breaker, bool isFailure)
    {
        breaker.TryEnter(out var pass, out _).ShouldBeTrue();
        breaker.Report(pass, isFailure);
    }

    private static int FailuresUntilOpen(CircuitBreaker breaker, Func<int, bool> fails)
    {
        var failures = 0;
        for (var call = 1; breaker.State == CircuitState.Closed && call < 1_000; call++)
        {
            failures += fails(call) ? 1 : 0;
            Pass(breaker, fails(call));
        }

        breaker.State.ShouldBe(CircuitState.Open);
        return failures;
    }
}
