using Orderly.Journal.Changes;
using Orderly.Journal.Database;
using Orderly.Journal.Rows;

namespace Orderly.Journal.Write;

/// <summary>What is only ever added, by position: history, audit with its chain, access.</summary>
internal sealed class RecordWrites(long epoch, long batch, byte[] auditHash)
{
    private readonly List<HistoryRow> history = [];
    private readonly List<AuditRow> audit = [];
    private readonly List<AccessRow> access = [];

    /// <summary>The hash of the last audit row of the epoch so far.</summary>
    public byte[] AuditHash { get; private set; } = auditHash;

    /// <summary>False when the change is not a record.</summary>
    public bool Add(Change change)
    {
        switch (change)
        {
            case AddHistory c:
                history.Add(new HistoryRow(At(history.Count), c.Instance, c.Element, c.Event, c.At, c.Actor, c.Unit));
                return true;
            case AddAudit c:
                var position = At(audit.Count);
                var hash = ChainHash.OfAudit(AuditHash, position, c.At, c.Actor, c.What, c.Subject);
                audit.Add(new AuditRow(position, c.At, c.Actor, c.What, c.Subject, AuditHash, hash));
                AuditHash = hash;
                return true;
            case AddAccess c:
                access.Add(new AccessRow(At(access.Count), c.At, c.Actor, c.Purpose, c.View, c.Patients));
                return true;
            default:
                return false;
        }
    }

    public byte[] Digest() => ChainHash.OfRecords(history, access);

    public async ValueTask Write(ITransaction transaction)
    {
        if (history.Count > 0) await transaction.Write("add_history", history, Bind);
        if (audit.Count > 0) await transaction.Write("add_audit", audit, Bind);
        if (access.Count == 0) return;
        await transaction.Write("add_access", access, Bind);
        var patients = access.SelectMany(a => a.Patients.Distinct().Select(p => (Patient: p, Access: a))).ToList();
        if (patients.Count > 0)
            await transaction.Write("add_access_patient", patients, (args, p) =>
            {
                args.Uuid(p.Patient);
                args.Long(p.Access.At);
                Bind(args, p.Access.Position);
            });
    }

    private Position At(int index) => new(epoch, batch, index);

    private static void Bind(IArguments args, Position position)
    {
        args.Long(position.Epoch);
        args.Long(position.Batch);
        args.Int(position.Index);
    }

    private static void Bind(IArguments args, HistoryRow row)
    {
        Bind(args, row.Position);
        args.Uuid(row.Instance);
        args.Text(row.Element);
        args.Text(row.Event);
        args.Long(row.At);
        args.Text(row.Actor);
        args.Text(row.Unit);
    }

    private static void Bind(IArguments args, AuditRow row)
    {
        Bind(args, row.Position);
        args.Long(row.At);
        args.Text(row.Actor);
        args.Text(row.What);
        args.Text(row.Subject);
        args.Bytes(row.Previous);
        args.Bytes(row.Hash);
    }

    private static void Bind(IArguments args, AccessRow row)
    {
        Bind(args, row.Position);
        args.Long(row.At);
        args.Text(row.Actor);
        args.Text(row.Purpose);
        args.Text(row.View);
        args.Bytes(PatientList.ToBytes(row.Patients));
    }
}

/// <summary>Patient tokens in one column, 16 bytes each.</summary>
internal static class PatientList
{
    public static byte[] ToBytes(IReadOnlyList<Guid> patients)
    {
        var bytes = new byte[patients.Count * 16];
        for (var i = 0; i < patients.Count; i++) patients[i].TryWriteBytes(bytes.AsSpan(i * 16), bigEndian: true, out _);
        return bytes;
    }

    public static List<Guid> FromBytes(byte[] bytes)
    {
        var patients = new List<Guid>(bytes.Length / 16);
        for (var at = 0; at + 16 <= bytes.Length; at += 16) patients.Add(new Guid(bytes.AsSpan(at, 16), bigEndian: true));
        return patients;
    }
}
