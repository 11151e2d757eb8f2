using System.Text.Json;
using Orderly.Engine.Ids;
using Orderly.Engine.Work;

namespace Orderly.Engine.Process;

/// <summary>Snapshots: a state as bytes, and back.</summary>
public static class StateJson
{
    public static byte[] Write(InstanceState state) => JsonSerializer.SerializeToUtf8Bytes(Describe(state), CompactJson.Context.StateDocument);

    /// <exception cref="JsonException">Not a snapshot.</exception>
    public static InstanceState Read(ReadOnlySpan<byte> json)
    {
        var document = JsonSerializer.Deserialize(json, CompactJson.Context.StateDocument) ?? throw new JsonException("Expected a snapshot, but found null");
        return Restore(document);
    }

    private static StateDocument Describe(InstanceState state) => new()
    {
        Id = state.Id,
        Seq = state.Seq,
        At = state.At,
        Status = state.Status,
        Process = state.Process,
        Version = state.Version,
        Deployment = state.Deployment,
        Facility = state.Facility,
        BusinessKey = state.BusinessKey,
        Parent = state.Parent,
        Root = state.RootInstance,
        Started = state.Started,
        Ended = state.Ended,
        CancelReason = state.CancelReason,
        ErrorCode = state.ErrorCode,
        Suspended = state.Suspended,
        LastElement = state.LastElement,
        LastWait = state.LastWait,
        Variables = state.Root is null ? state.Variables : null,
        Pending = state.Pending.Length == 0 ? null : state.Pending,
        Elements = state.ElementCount == 0 ? null : [.. state.Elements],
        Tasks = List(state.Tasks),
        Clocks = List(state.Clocks),
        Timers = List(state.Timers),
        Subscriptions = List(state.Subscriptions),
        Conditions = List(state.Conditions),
        Jobs = List(state.Jobs),
        Calls = List(state.Calls),
        Children = List(state.Children),
        Incidents = List(state.Incidents),
    };

    private static InstanceState Restore(StateDocument document)
    {
        var state = new InstanceState(document.Id)
        {
            Seq = document.Seq,
            At = document.At,
            Status = document.Status,
            Process = document.Process,
            Version = document.Version,
            Deployment = document.Deployment,
            Facility = document.Facility,
            BusinessKey = document.BusinessKey,
            Parent = document.Parent,
            RootInstance = document.Root,
            Started = document.Started,
            Ended = document.Ended,
            CancelReason = document.CancelReason,
            ErrorCode = document.ErrorCode,
            Suspended = document.Suspended,
            LastElement = document.LastElement,
            LastWait = document.LastWait,
            Pending = [.. document.Pending ?? []],
        };
        foreach (var element in document.Elements ?? [])
            state.Add(element);
        state.Variables = state.Root?.Variables ?? document.Variables;
        var waits = new List<(int No, ElementInstanceId Holder, WaitRef Ref)>();
        Fill(state.Tasks, document.Tasks, task => task.Id, WaitKind.Task, waits);
        Fill(state.Clocks, document.Clocks, clock => clock.Id, WaitKind.Clock, waits);
        Fill(state.Timers, document.Timers, timer => timer.Id, WaitKind.Timer, waits);
        Fill(state.Subscriptions, document.Subscriptions, subscription => subscription.Id, WaitKind.Subscription, waits);
        Fill(state.Conditions, document.Conditions, condition => condition.Id, WaitKind.Condition, waits);
        Fill(state.Jobs, document.Jobs, job => job.Id, WaitKind.Job, waits);
        Fill(state.Calls, document.Calls, call => call.Id, WaitKind.Call, waits);
        Fill(state.Children, document.Children, child => child.Id, WaitKind.Child, waits);
        Fill(state.Incidents, document.Incidents, incident => incident.Id, WaitKind.Incident, waits);
        foreach (var (_, holder, wait) in waits.OrderBy(wait => wait.No))
            (state.Known(holder).Waits ??= []).Add(wait);
        return state;
    }

    private static List<TWait>? List<TId, TWait>(WaitSet<TId, TWait> table)
        where TId : struct, IGuidId<TId>
        where TWait : class, IWait => table.Count == 0 ? null : [.. table.InOrder()];

    private static void Fill<TId, TWait>(WaitSet<TId, TWait> table, IReadOnlyList<TWait>? list, Func<TWait, TId> id, WaitKind kind, List<(int No, ElementInstanceId Holder, WaitRef Ref)> waits)
        where TId : struct, IGuidId<TId>
        where TWait : class, IWait
    {
        foreach (var wait in list ?? [])
        {
            table.Set(id(wait), wait);
            waits.Add((wait.No, wait.Holder, new(kind, id(wait).Value)));
        }
    }
}
