using System.Collections.Immutable;
using System.Net;

namespace Orderly.Connectors.Configuration;

/// <summary>Addresses and networks in configuration files.</summary>
internal static class NetworkReading
{
    public static ImmutableArray<IPNetwork> Many(YamlMap map, string key)
    {
        var networks = ImmutableArray.CreateBuilder<IPNetwork>();
        foreach (var text in map.Texts(key))
        {
            if (IPNetwork.TryParse(text.Value, out var network))
                networks.Add(network);
            else if (IPAddress.TryParse(text.Value, out var address))
                networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            else
                text.Report($"Expected an address or a network such as 10.1.0.0/16, but it is '{text.Value}'");
        }

        return networks.ToImmutable();
    }
}
