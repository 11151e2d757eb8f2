using System.Globalization;
using System.Security.Cryptography;
using Orderly.Journal.Rows;

namespace Orderly.Runtime.Verification;

/// <summary>Rows as text that is equal when the rows are. What moves beside the journal (leases, attempts) is left out.</summary>
internal static class RowText
{
    public static string Of(TaskRow row) => Join(
        row.Facility, row.Instance, row.Queue, row.State, row.Open, row.Owner, row.Priority, row.Rank, row.Due, row.Patient, row.Focus, row.Version, Hash(row.View));

    public static string Of(ClockRow row) => Join(row.Instance, row.Task, row.Target, row.Warn, row.Breach, row.StoppedAt, row.Net);

    public static string Of(IncidentRow row) => Join(row.Facility, row.Instance, row.Element, row.Kind, row.Message, row.Subject, row.Raised, row.Resolved);

    public static string Of(EscalationRow row) => Join(
        row.Level, row.Index, row.Facility, row.Instance, row.Task, row.Element, row.Queue, row.ToOwner, row.Role, row.Unit, row.Channel, row.At, row.Ended);

    public static string Of(SubscriptionRow row) => Join(row.Lane, row.Name, row.Key, row.Process, row.Instance, row.Element);

    public static string Of(TimerRow row) => Join(row.Lane, row.Due, row.Instance);

    public static string Of(EffectRow row) => Join(
        row.Facility, row.Lane, row.OrderKey, row.Order, row.Instance, row.Seq, row.Index, row.Kind, row.Type, Hash(row.Body));

    public static string Of(InstanceRow row) => Join(
        row.Facility, row.Definition, row.Parent, row.Root, row.BusinessKey, row.Seq, row.Status, row.Started, row.Ended);

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8));

    private static string Join(params object?[] fields) =>
        string.Join(" | ", fields.Select(field => Convert.ToString(field, CultureInfo.InvariantCulture) ?? ""));
}
