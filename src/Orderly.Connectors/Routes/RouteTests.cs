using System.Collections.Immutable;
using System.Text;
using Orderly.Canonical.Inbound;
using Orderly.Canonical.PatientFlow;
using Orderly.Connectors.Expressions;
using Orderly.Engine.Feel;
using Orderly.Formats.Hl7.V2;

namespace Orderly.Connectors.Routes;

/// <summary>What a route's own test found. <paramref name="Failure"/> is null when it passed.</summary>
public sealed record RouteTestResult(string File, int Line, string Route, string Test, string? Failure);

/// <summary>Runs the tests that route files carry, through the same code that maps live messages.</summary>
public static class RouteTests
{
    private static readonly DateTimeOffset ReceivedAt = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static ImmutableArray<RouteTestResult> Run(RouteSet routes)
    {
        var mapper = new RouteMapper(new RouteTable(routes), new PatientTokens(new byte[32]));
        return
        [
            .. from route in routes.Routes
               from test in route.Tests
               select new RouteTestResult(route.File, test.Line, route.Name, test.Name, Failure(routes, route, test, mapper)),
        ];
    }

    private static string? Failure(RouteSet routes, Route route, RouteTest test, RouteMapper mapper)
    {
        // YAML gives line feeds; HL7 ends segments with carriage returns.
        var raw = Encoding.UTF8.GetBytes(test.Message.TrimEnd().ReplaceLineEndings("\r") + "\r");
        if (!MessageHeader.TryRead(raw, out var header, out var problem))
            return problem.Text;
        var port = route.Match.Port ?? 0;
        if (routes.For(header, port) is var taker && taker != route)
            return $"Expected route '{route.Name}' to take the message, but {(taker is null ? "none" : $"'{taker.Name}'")} does";
        return Compare(test.Expected, mapper.Map(new InboundEnvelope(Guid.Empty, route.Name, raw, ReceivedAt)));
    }

    private static string? Compare(RouteExpectation expected, MappingOutcome outcome) => outcome switch
    {
        MappingOutcome.Quarantine quarantine => expected.Quarantine is { } reason && quarantine.Reason.Contains(reason, StringComparison.Ordinal)
            ? null
            : $"Expected {Words(expected)}, but it is quarantined: {quarantine.Reason}",
        MappingOutcome.Ignored ignored => expected.Ignored is { } reason && ignored.Reason.Contains(reason, StringComparison.Ordinal)
            ? null
            : $"Expected {Words(expected)}, but it is ignored: {ignored.Reason}",
        MappingOutcome.Mapped mapped => expected.Ignored is not null || expected.Quarantine is not null
            ? $"Expected {Words(expected)}, but it is mapped"
            : CompareMapped(expected, mapped),
        _ => throw new InvalidOperationException($"Expected a known outcome, but it is {outcome.GetType().Name}"),
    };

    private static string? CompareMapped(RouteExpectation expected, MappingOutcome.Mapped mapped)
    {
        var events = mapped.Events.Select(mappedEvent => mappedEvent.Type.ToString()).ToArray();
        if (expected.Events is { } wantedEvents && !wantedEvents.SequenceEqual(events))
            return $"Expected events {string.Join(", ", wantedEvents)}, but they are {string.Join(", ", events)}";
        var messages = mapped.Messages.Select(message => message.Name).ToArray();
        if (expected.Messages is { } wantedMessages && !wantedMessages.SequenceEqual(messages))
            return $"Expected messages {string.Join(", ", wantedMessages)}, but they are {string.Join(", ", messages)}";
        var told = mapped.Messages.Select(message => (FeelContext)JsonText.ReadExact(message.Variables)).ToArray();
        foreach (var field in expected.Variables)
        {
            var wanted = field.Value.Evaluate(FeelContext.Empty, new FeelEnvironment { Now = ReceivedAt }).Value;
            if (!told.Any(variables => variables[field.Name] == wanted))
                return $"Expected the variable '{field.Name}' to be {wanted}, but it is {string.Join(" and ", told.Select(variables => variables[field.Name]))}";
        }

        return null;
    }

    private static string Words(RouteExpectation expected) => expected switch
    {
        { Quarantine: { } reason } => $"quarantine with '{reason}'",
        { Ignored: { } reason } => $"to be ignored with '{reason}'",
        _ => "to be mapped",
    };
}
