using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Orderly.Engine.Feel;
using Orderly.Engine.Process;
using Orderly.Engine.Work;
using Orderly.Runtime.Projection;
using Orderly.Runtime.Submission;

namespace Orderly.Runtime.Cluster;

/// <summary>Calls between nodes of one version of the product as bytes. Never stored.</summary>
internal static class CallJson
{
    /// <summary>The commands that may come from another node; the rest are the owner's own.</summary>
    private static readonly FrozenDictionary<string, JsonTypeInfo> Commands = new JsonTypeInfo[]
    {
        CallContext.Default.StartInstance,
        CallContext.Default.StartByEvent,
        CallContext.Default.SetVariables,
        CallContext.Default.CancelInstance,
        CallContext.Default.SuspendInstance,
        CallContext.Default.ResumeInstance,
        CallContext.Default.ModifyInstance,
        CallContext.Default.MigrateInstance,
        CallContext.Default.ChooseActivities,
        CallContext.Default.ResolveIncident,
        CallContext.Default.ConfirmCall,
        CallContext.Default.ResendCall,
        CallContext.Default.FireTimer,
        CallContext.Default.CompleteJob,
        CallContext.Default.FailJob,
        CallContext.Default.ThrowJobError,
        CallContext.Default.EffectSucceeded,
        CallContext.Default.EffectFailed,
        CallContext.Default.EffectOutcomeUnknown,
        CallContext.Default.ClaimTask,
        CallContext.Default.ReleaseTask,
        CallContext.Default.StartTask,
        CallContext.Default.CompleteTask,
        CallContext.Default.HoldTask,
        CallContext.Default.ResumeTask,
        CallContext.Default.FailTask,
        CallContext.Default.SkipTask,
        CallContext.Default.AssignTask,
        CallContext.Default.PrioritiseTask,
        CallContext.Default.DecideApproval,
        CallContext.Default.DelegateApproval,
        CallContext.Default.DeclareEmergency,
        CallContext.Default.DelegateTask,
        CallContext.Default.ForwardTask,
        CallContext.Default.NominateForTask,
        CallContext.Default.AddTaskCandidates,
        CallContext.Default.ExcludeFromTask,
        CallContext.Default.DeclineTask,
        CallContext.Default.MarkTaskEnteredInError,
        CallContext.Default.ReopenTask,
        CallContext.Default.CommentOnTask,
        CallContext.Default.AttachToTask,
        CallContext.Default.SaveTaskDraft,
        CallContext.Default.AcknowledgeEscalation,
    }.ToFrozenDictionary(info => info.Type.Name, StringComparer.Ordinal);

    public static bool MayTravel(Type command) => Commands.ContainsKey(command.Name);

    public static byte[] WriteCall(Command command, Terms terms, JobRetry? retry)
    {
        var name = command.GetType().Name;
        if (!Commands.TryGetValue(name, out var info)) throw new ArgumentException($"Expected a command that may be sent to another node, but it is {name}", nameof(command));
        return JsonSerializer.SerializeToUtf8Bytes(new SentCall(name, JsonSerializer.SerializeToElement(command, info), terms, retry), CallContext.Default.SentCall);
    }

    /// <exception cref="JsonException">Not a call of this version.</exception>
    public static (Command Command, Terms Terms, JobRetry? Retry) ReadCall(byte[] call)
    {
        var sent = JsonSerializer.Deserialize(call, CallContext.Default.SentCall) ?? throw new JsonException("Expected a call, but it is null");
        if (!Commands.TryGetValue(sent.Command, out var info) || sent.Body.Deserialize(info) is not Command command)
            throw new JsonException($"Expected a command of this version, but it is '{sent.Command}'");
        return (command, sent.Terms, sent.Retry);
    }

    public static byte[] WriteReply(Reply reply) => JsonSerializer.SerializeToUtf8Bytes(reply, CallContext.Default.Reply);

    /// <exception cref="JsonException">Not a reply.</exception>
    public static Reply ReadReply(byte[] reply) => JsonSerializer.Deserialize(reply, CallContext.Default.Reply) ?? throw new JsonException("Expected a reply, but it is null");
}

internal sealed record SentCall(string Command, JsonElement Body, Terms Terms, JobRetry? Retry);

internal sealed class SentContext : JsonConverter<FeelContext>
{
    public override FeelContext Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        FeelJson.Read(ref reader) as FeelContext ?? throw new JsonException("Expected a context, but it is another value");

    public override void Write(Utf8JsonWriter writer, FeelContext value, JsonSerializerOptions options) => FeelJson.Write(writer, value);
}

[JsonSourceGenerationOptions(Converters = [typeof(SentContext)])]
[JsonSerializable(typeof(SentCall))]
[JsonSerializable(typeof(Reply))]
[JsonSerializable(typeof(StartInstance))]
[JsonSerializable(typeof(StartByEvent))]
[JsonSerializable(typeof(SetVariables))]
[JsonSerializable(typeof(CancelInstance))]
[JsonSerializable(typeof(SuspendInstance))]
[JsonSerializable(typeof(ResumeInstance))]
[JsonSerializable(typeof(ModifyInstance))]
[JsonSerializable(typeof(MigrateInstance))]
[JsonSerializable(typeof(ChooseActivities))]
[JsonSerializable(typeof(ResolveIncident))]
[JsonSerializable(typeof(ConfirmCall))]
[JsonSerializable(typeof(ResendCall))]
[JsonSerializable(typeof(FireTimer))]
[JsonSerializable(typeof(CompleteJob))]
[JsonSerializable(typeof(FailJob))]
[JsonSerializable(typeof(ThrowJobError))]
[JsonSerializable(typeof(EffectSucceeded))]
[JsonSerializable(typeof(EffectFailed))]
[JsonSerializable(typeof(EffectOutcomeUnknown))]
[JsonSerializable(typeof(ClaimTask))]
[JsonSerializable(typeof(ReleaseTask))]
[JsonSerializable(typeof(StartTask))]
[JsonSerializable(typeof(CompleteTask))]
[JsonSerializable(typeof(HoldTask))]
[JsonSerializable(typeof(ResumeTask))]
[JsonSerializable(typeof(FailTask))]
[JsonSerializable(typeof(SkipTask))]
[JsonSerializable(typeof(AssignTask))]
[JsonSerializable(typeof(PrioritiseTask))]
[JsonSerializable(typeof(DecideApproval))]
[JsonSerializable(typeof(DelegateApproval))]
[JsonSerializable(typeof(DeclareEmergency))]
[JsonSerializable(typeof(DelegateTask))]
[JsonSerializable(typeof(ForwardTask))]
[JsonSerializable(typeof(NominateForTask))]
[JsonSerializable(typeof(AddTaskCandidates))]
[JsonSerializable(typeof(ExcludeFromTask))]
[JsonSerializable(typeof(DeclineTask))]
[JsonSerializable(typeof(MarkTaskEnteredInError))]
[JsonSerializable(typeof(ReopenTask))]
[JsonSerializable(typeof(CommentOnTask))]
[JsonSerializable(typeof(AttachToTask))]
[JsonSerializable(typeof(SaveTaskDraft))]
[JsonSerializable(typeof(AcknowledgeEscalation))]
internal sealed partial class CallContext : JsonSerializerContext;
