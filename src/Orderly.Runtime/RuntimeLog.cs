using Microsoft.Extensions.Logging;

namespace Orderly.Runtime;

/// <summary>Everything this project logs. No message carries variables, patients' data or secrets.</summary>
internal static partial class RuntimeLog
{
    [LoggerMessage(1, LogLevel.Warning, "Round '{Round}' failed and is tried again")]
    public static partial void RoundFailed(ILogger log, string round, Exception cause);

    [LoggerMessage(2, LogLevel.Critical, "Node '{Node}' epoch {Epoch} was voided: another node took over, this one stops")]
    public static partial void NodeFenced(ILogger log, string node, long epoch);

    [LoggerMessage(3, LogLevel.Information, "Node '{Node}' joined with epoch {Epoch}")]
    public static partial void NodeJoined(ILogger log, string node, long epoch);

    [LoggerMessage(4, LogLevel.Information, "Lanes gained: {Gained}, lost: {Lost}, held: {Held}")]
    public static partial void LanesChanged(ILogger log, int gained, int lost, int held);

    [LoggerMessage(5, LogLevel.Error, "Instance {Instance} met a bug in {Command} and stands aside as incident {Incident}")]
    public static partial void InstanceQuarantined(ILogger log, Guid instance, string command, Guid incident, Exception bug);

    [LoggerMessage(6, LogLevel.Warning, "Effect {Effect} of '{Type}': {Fault}, attempt {Attempt}; next in {Delay}")]
    public static partial void EffectRetried(ILogger log, Guid effect, string type, string fault, int attempt, TimeSpan delay);

    [LoggerMessage(7, LogLevel.Error, "Effect {Effect} of '{Type}' has an unknown outcome and waits for a person")]
    public static partial void EffectUnknown(ILogger log, Guid effect, string type);

    [LoggerMessage(8, LogLevel.Warning, "Inbound message {Inbox} was quarantined: {Reason}")]
    public static partial void InboundQuarantined(ILogger log, Guid inbox, string reason);

    [LoggerMessage(9, LogLevel.Information, "World {Version} is in force")]
    public static partial void WorldChanged(ILogger log, long version);

    [LoggerMessage(10, LogLevel.Critical, "The other nodes declared this silo dead, and this process stops: {Context}")]
    public static partial void SiloDied(ILogger log, string context, Exception? cause);

    [LoggerMessage(11, LogLevel.Warning, "The silo did not leave in time; the other nodes find it gone by themselves")]
    public static partial void SiloLeftUncleanly(ILogger log, Exception cause);

    [LoggerMessage(12, LogLevel.Debug, "Instance {Instance} was not told of its mail and finds it by the sweep")]
    public static partial void PokeLost(ILogger log, Guid instance, Exception cause);

    [LoggerMessage(13, LogLevel.Error, "Instance {Instance} could not be served; what it was asked is told so, and its mail waits for the next sweep")]
    public static partial void InstanceNotServed(ILogger log, Guid instance, Exception cause);

    [LoggerMessage(14, LogLevel.Error, "Instance {Instance} was decided on {Attempts} times and never was as it is stored; what it was asked is told so")]
    public static partial void InstanceKeepsMoving(ILogger log, Guid instance, int attempts);
}
