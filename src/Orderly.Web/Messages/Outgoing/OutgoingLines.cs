using System.Globalization;
using Orderly.Journal.Rows;
using Orderly.Web.Cases;
using Orderly.Web.Cases.Traces;
using Orderly.Web.Design;
using Orderly.Web.Sources;

namespace Orderly.Web.Messages.Outgoing;

/// <summary>Calls to other systems as rows of the list.</summary>
internal static class OutgoingLines
{
    public static string AddressOf(Guid instance, Guid call) => $"{MessageFilter.Path}/out/{instance}/{call}";

    public static MessageLine Of(Guid instance, CallTrace call, CaseFacts fact, EffectRow? effect, LocalTime time) => new(
        $"{call.Id}", AddressOf(instance, call.Id), time.Seconds(call.At), IsOut: true, call.Requested.Operation, call.Requested.Connector.ToUpperInvariant(), call.Id.ToString("N")[^12..], Look(call, effect))
    {
        At = call.At,
        About = fact.Text("visit") ?? fact.BusinessKey ?? "",
        Tries = effect is { Attempt: > 0 } ? effect.Attempt.ToString(CultureInfo.InvariantCulture) : "",
        Did = Did(call, effect, time),
    };

    private static StatusLook Look(CallTrace call, EffectRow? effect) => (call.Ended, effect?.State) switch
    {
        (CallEnd.Done, _) => StatusLook.Done.Saying(Postings.Document(call.Result) ?? "Done"),
        (CallEnd.Failed, _) => StatusLook.Failed.Saying("Not done"),
        (CallEnd.Unknown, _) => StatusLook.Failed.Saying("Outcome unknown"),
        (CallEnd.Cancelled, _) => StatusLook.Cancelled,
        (_, EffectState.Sealed) => StatusLook.Forecast.Saying("Kept back"),
        (_, EffectState.Pending) when effect!.Attempt > 0 => StatusLook.OnHold.Saying("Tried again"),
        _ => StatusLook.InProgress.Saying("Under way"),
    };

    private static string Did(CallTrace call, EffectRow? effect, LocalTime time) => (call.Ended, effect?.State) switch
    {
        (CallEnd.Done, _) => $"Answered {time.Seconds(call.EndedAt!.Value)}",
        (CallEnd.Failed or CallEnd.Unknown, _) => call.Message ?? "Stopped for a person",
        (CallEnd.Cancelled, _) => "Withdrawn before it went out",
        (_, EffectState.Sealed) => "Written and not sent: its place listens only",
        _ => $"Waits for {call.Requested.Connector}",
    };
}
