using System.Security.Cryptography;

namespace Orderly.Engine.Process;

/// <summary>Two states with the same hash are the same state.</summary>
public static class StateHash
{
    /// <summary>SHA-256 of the snapshot; 32 bytes.</summary>
    public static byte[] Of(InstanceState state) => SHA256.HashData(StateJson.Write(state));
}
