using System.Net;
using Orderly.Connectors.Guards;

namespace Orderly.Connectors.Tests.Rest;

public sealed class AddressPolicyTests
{
    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("::169.254.169.254")]
    [InlineData("fe80::1")]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("ff02::1")]
    public void Link_local_and_reserved_addresses_are_refused_even_when_listed(string address)
    {
        var policy = new AddressPolicy([IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0")], plainHttpBeyondLoopback: true);

        policy.Objection(IPAddress.Parse(address), isTls: true).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.31.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.1")]
    [InlineData("::1")]
    [InlineData("fd00::1")]
    [InlineData("::ffff:10.1.2.3")]
    public void Private_addresses_are_refused_unless_listed(string address)
    {
        new AddressPolicy([], plainHttpBeyondLoopback: true).Objection(IPAddress.Parse(address), isTls: true).ShouldNotBeNull();
        new AddressPolicy(
            [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("::1/128"), IPNetwork.Parse("fd00::/8")],
            plainHttpBeyondLoopback: true).Objection(IPAddress.Parse(address), isTls: true).ShouldBeNull();
    }

    [Fact]
    public void A_public_address_is_allowed_without_a_list_and_refused_by_a_list_without_it()
    {
        var address = IPAddress.Parse("93.184.216.34");

        new AddressPolicy([], plainHttpBeyondLoopback: false).Objection(address, isTls: true).ShouldBeNull();
        new AddressPolicy([IPNetwork.Parse("10.0.0.0/8")], plainHttpBeyondLoopback: false).Objection(address, isTls: true).ShouldNotBeNull();
    }

    [Fact]
    public void Plain_http_beyond_loopback_is_refused_unless_allowed()
    {
        var listed = new[] { IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("127.0.0.0/8") };

        new AddressPolicy([.. listed], plainHttpBeyondLoopback: false).Objection(IPAddress.Parse("10.0.0.1"), isTls: false).ShouldNotBeNull();
        new AddressPolicy([.. listed], plainHttpBeyondLoopback: true).Objection(IPAddress.Parse("10.0.0.1"), isTls: false).ShouldBeNull();
        new AddressPolicy([.. listed], plainHttpBeyondLoopback: false).Objection(IPAddress.Loopback, isTls: false).ShouldBeNull();
    }
}
