namespace Orderly.Journal.Rows;

/// <summary>A durable alarm of an instance; of an escalation ladder only the next rung is a row.</summary>
/// <param name="Due">µs UTC, hospital time.</param>
public sealed record TimerRow(short Lane, long Due, Guid Id, Guid Instance);

/// <summary>An open wait for a message. Without an instance it is a definition's message start.</summary>
public sealed record SubscriptionRow(
    Guid Id, short Lane, string Name, string Key, string Process, Guid? Instance, string Element);

/// <summary>A published message, kept to its expiry for subscriptions that open later. The body is sealed.</summary>
/// <param name="Expires">µs UTC.</param>
public sealed record MessageRow(Guid Id, short Lane, string Name, string Key, long Expires, byte[] Body);

/// <summary>That a message was handed to a process: at most one row for the two.</summary>
/// <param name="State">The caller's code; 0 = sent, not yet accepted.</param>
public sealed record DeliveryRow(Guid Message, string Process, Guid Subscription, short State);

/// <summary>Holds a keyed message start back while an instance for the same key runs.</summary>
public sealed record StartLockRow(string Process, string Key, Guid Instance);

/// <summary>Word from one instance to another, in the sender's commit. The body is sealed.</summary>
public sealed record MailRow(Guid To, Guid From, long Seq, int Index, byte[] Body);
