using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Orderly.Connectors.Guards;

/// <summary>
/// Which addresses a connector may reach. Checked on the resolved address that is then connected to, so a name that
/// resolves anew between check and use gains nothing.
/// </summary>
internal sealed class AddressPolicy(ImmutableArray<IPNetwork> allowed, bool plainHttpBeyondLoopback)
{
    // Never reachable, named or not: link-local (cloud metadata lives there), unspecified, multicast, broadcast, benchmarking, documentation.
    private static readonly ImmutableArray<IPNetwork> Never = Parse(
        "0.0.0.0/8", "169.254.0.0/16", "192.0.0.0/24", "192.0.2.0/24", "198.18.0.0/15", "198.51.100.0/24",
        "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "::/128", "fe80::/10", "ff00::/8", "2001:db8::/32");

    private static readonly ImmutableArray<IPNetwork> Private = Parse(
        "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7");

    private static readonly ImmutableArray<IPNetwork> EmbedsV4 = Parse("64:ff9b::/96", "::/96");

    /// <summary>Null when the address may be connected to, otherwise why not.</summary>
    public string? Objection(IPAddress address, bool isTls)
    {
        var plain = Unwrapped(address);
        if (Contains(Never, plain))
            return $"Expected an address outside link-local, multicast and reserved ranges, but it is {plain}";
        if (allowed.Length == 0 && Contains(Private, plain))
            return $"Expected a public address, or one listed in 'allow-addresses', but it is {plain}";
        if (allowed.Length > 0 && !Contains(allowed, plain))
            return $"Expected an address listed in 'allow-addresses', but it is {plain}";
        if (!isTls && !plainHttpBeyondLoopback && !IPAddress.IsLoopback(plain))
            return $"Expected https beyond loopback, but it is http to {plain}";
        return null;
    }

    /// <summary>Resolves, checks, and connects to an address that passed.</summary>
    /// <exception cref="AddressNotAllowedException">No address of the name may be reached.</exception>
    /// <exception cref="SocketException">The name is unknown, or no allowed address answers.</exception>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint target, bool isTls, CancellationToken cancellation)
    {
        var addresses = await Dns.GetHostAddressesAsync(target.Host, cancellation).ConfigureAwait(false);
        string? objection = null;
        SocketException? failed = null;
        foreach (var address in addresses)
        {
            if (Objection(address, isTls) is { } text)
            {
                objection = text;
                continue;
            }

            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(address, target.Port, cancellation).ConfigureAwait(false);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException refused)
            {
                failed = refused;
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        if (failed is null && objection is not null)
            throw new AddressNotAllowedException(objection);
        throw failed ?? new SocketException((int)SocketError.HostNotFound);
    }

    private static IPAddress Unwrapped(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily == AddressFamily.InterNetworkV6 && !IPAddress.IsLoopback(address)
            && !address.Equals(IPAddress.IPv6Any) && Contains(EmbedsV4, address))
            return new IPAddress(address.GetAddressBytes().AsSpan(12));
        return address;
    }

    private static bool Contains(ImmutableArray<IPNetwork> networks, IPAddress address)
    {
        foreach (var network in networks)
        {
            if (network.BaseAddress.AddressFamily == address.AddressFamily && network.Contains(address))
                return true;
        }

        return false;
    }

    private static ImmutableArray<IPNetwork> Parse(params ReadOnlySpan<string> networks)
    {
        var parsed = ImmutableArray.CreateBuilder<IPNetwork>(networks.Length);
        foreach (var network in networks)
            parsed.Add(IPNetwork.Parse(network));
        return parsed.MoveToImmutable();
    }
}

internal sealed class AddressNotAllowedException(string message) : Exception(message);
