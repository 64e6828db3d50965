using System.Net;
using System.Net.Sockets;
using BlazorMedia.Web.Platform.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Tests.Platform.Http;

/// <summary>Which addresses are refused while they are being saved.</summary>
public sealed class OutgoingGuardTests
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("10.0.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.1")]
    [InlineData("192.0.2.1")]
    [InlineData("192.88.99.1")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.19.255.255")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.255")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("[::]")]
    [InlineData("[::1]")]
    [InlineData("[::127.0.0.1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("[::ffff:192.168.1.1]")]
    [InlineData("[64:ff9b::7f00:1]")]
    [InlineData("[64:ff9b:1::1]")]
    [InlineData("[2002:7f00:1::]")]
    [InlineData("[2001::1]")]
    [InlineData("[100::1]")]
    [InlineData("[2001:db8::1]")]
    [InlineData("[3fff::1]")]
    [InlineData("[5f00::1]")]
    [InlineData("[fc00::1]")]
    [InlineData("[fdff::1]")]
    [InlineData("[fe80::1]")]
    [InlineData("[fec0::1]")]
    [InlineData("[ff02::1]")]
    [InlineData("2130706433")]
    [InlineData("0x7f000001")]
    [InlineData("0x7f.1")]
    [InlineData("0177.0.0.1")]
    [InlineData("127.1")]
    public async Task An_address_that_is_not_public_is_refused_and_the_setting_named(string host)
    {
        var refusal = (await Guard().CheckAsync($"http://{host}/hook", TestContext.Current.CancellationToken)).Refusal;

        refusal.Code.ShouldBe("http.address_refused");
        refusal.Message.ShouldContain("Http__Outgoing__AllowedNetworks");
        refusal.Field.ShouldBe("url");
    }

    [Theory]
    [InlineData("93.184.216.34")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.167.255.255")]
    [InlineData("198.17.255.255")]
    [InlineData("223.255.255.255")]
    [InlineData("[2606:2800:220:1::1]")]
    [InlineData("[::ffff:93.184.216.34]")]
    public async Task A_public_address_passes(string host) => (await Guard().CheckAsync($"https://{host}/hook", TestContext.Current.CancellationToken)).IsSuccess.ShouldBeTrue();

    [Theory]
    [InlineData("", "http.url_invalid")]
    [InlineData("/hook", "http.scheme_invalid", "http.url_invalid")]
    [InlineData("example.org/hook", "http.url_invalid")]
    [InlineData("ftp://public.example/x", "http.scheme_invalid")]
    [InlineData("file:///etc/passwd", "http.url_invalid", "http.scheme_invalid")]
    [InlineData("gopher://public.example/x", "http.scheme_invalid")]
    [InlineData("https://user:secret@public.example/x", "http.user_info")]
    [InlineData("https://public.example:25/x", "http.port_refused")]
    [InlineData("https://public.example:0/x", "http.port_refused")]
    [InlineData("https://public.example:99999/x", "http.url_invalid")]
    [InlineData("https://unknown.example/x", "http.host_unknown")]
    public async Task What_is_no_address_of_the_web_is_refused(string url, params string[] codes) =>
        codes.ShouldContain((await Guard().CheckAsync(url, TestContext.Current.CancellationToken)).Refusal.Code);

    [Fact]
    public async Task A_host_with_one_private_address_among_public_ones_is_refused()
    {
        var guard = Guard(lookUp: _ => [IPAddress.Parse("93.184.216.34"), IPAddress.Parse("10.0.0.7")]);

        var refusal = (await guard.CheckAsync("https://mixed.example/", TestContext.Current.CancellationToken)).Refusal;

        refusal.Message.ShouldContain("mixed.example (10.0.0.7)");
        refusal.Arguments.ShouldBe(["mixed.example (10.0.0.7)", "Http__Outgoing__AllowedNetworks"]);
    }

    [Theory]
    [InlineData("10.0.0.0/8", true)]
    [InlineData("192.168.0.0/16, 10.0.0.7", true)]
    [InlineData("10.0.0.8/32", false)]
    [InlineData("nas.lan", true)]
    [InlineData("NAS.LAN", true)]
    [InlineData("*.lan", true)]
    [InlineData("lan", false)]
    [InlineData("*.as.lan", false)]
    [InlineData("", false)]
    public async Task The_operator_lets_networks_addresses_and_hosts_through(string allowed, bool passes)
    {
        var guard = Guard(allowed, _ => [IPAddress.Parse("10.0.0.7")]);

        (await guard.CheckAsync("http://nas.lan:8080/hook", TestContext.Current.CancellationToken)).IsSuccess.ShouldBe(passes);
    }

    [Fact]
    public async Task A_mapped_address_is_let_through_by_the_network_it_stands_for() =>
        (await Guard("192.168.1.0/24").CheckAsync("http://[::ffff:192.168.1.1]/", TestContext.Current.CancellationToken)).IsSuccess.ShouldBeTrue();

    [Fact]
    public void A_setting_that_cannot_be_read_is_named_at_the_start()
    {
        var services = new ServiceCollection();
        services.AddOutgoing();
        var check = services.Single(s => s.ServiceType == typeof(IValidateOptions<OutgoingOptions>)).ImplementationType!;

        var found = ((IValidateOptions<OutgoingOptions>)Activator.CreateInstance(check)!).Validate(null, new OutgoingOptions { AllowedNetworks = "10.0.0.0/8, 10.0.0.0/99, http://nas/, *.lan" });

        found.Failures!.Count().ShouldBe(2);
        found.Failures!.ShouldAllBe(f => f.StartsWith("Http__Outgoing__AllowedNetworks holds '", StringComparison.Ordinal));
    }

    internal static OutgoingGuard Guard(string? allowed = null, Func<string, IPAddress[]>? lookUp = null) =>
        new((host, _) => Task.FromResult((lookUp ?? Known)(host)), new Fixed(new OutgoingOptions { AllowedNetworks = allowed }));

    private static IPAddress[] Known(string host) => host == "public.example" ? [IPAddress.Parse("93.184.216.34")] : throw new SocketException((int)SocketError.HostNotFound);

    internal sealed class Fixed(OutgoingOptions options) : IOptionsMonitor<OutgoingOptions>
    {
        public OutgoingOptions CurrentValue => options;

        public OutgoingOptions Get(string? name) => options;

        public IDisposable? OnChange(Action<OutgoingOptions, string?> listener) => null;
    }
}
