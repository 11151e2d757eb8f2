using Orderly.Engine.Ids;

namespace Orderly.Engine.Process;

public sealed record SubscriptionNotOpen(SubscriptionId Subscription) : Rejection($"Expected subscription {Subscription} to be open, but it is closed or never was");

/// <summary>A message for an open subscription.</summary>
internal static class DeliveringMessage
{
    public static Rejection? Decide(Execution run, DeliverMessage command)
    {
        if (!run.State.Subscriptions.TryGet(command.Subscription, out var subscription) || run.State.Known(subscription.Holder).Terminating)
            return new SubscriptionNotOpen(command.Subscription);
        var (holder, target) = (run.State.Known(subscription.Holder), run.Model[subscription.Target]);
        run.Emit(new MessageCorrelated(subscription.Id, command.Message));
        if (!Catching.StaysOpen(target))
            run.Emit(new SubscriptionClosed(subscription.Id));
        Catching.Came(run, holder, target, subscription.Part, command.Variables);
        return null;
    }
}
