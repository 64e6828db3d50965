using System.Net;
using System.Net.Sockets;
using System.Text;
using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Webhooks;
using BlazorMedia.Web.Platform.Http;

namespace BlazorMedia.Tests.Platform.Http;

/// <summary>The guarded client on real sockets, against receivers that behave badly.</summary>
public sealed class OutgoingClientTests : IAsyncLifetime
{
    private readonly TestClock clock = new();
    private StandInReceiver receiver = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => receiver = await StandInReceiver.StartAsync();

    public ValueTask DisposeAsync() => receiver.DisposeAsync();

    [Fact]
    public async Task A_private_address_is_refused_at_the_connection_too()
    {
        var answer = await SendAsync(Client(allowed: null), receiver.Url);

        (answer.Status, answer.Error).ShouldBe((null, OutgoingErrors.AddressRefused));
        answer.Reason!.ShouldContain("127.0.0.1");
        answer.Reason!.ShouldContain("Http__Outgoing__AllowedNetworks");
        receiver.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_that_changes_its_mind_between_saving_and_calling_reaches_nothing()
    {
        var calls = 0;
        var guard = OutgoingGuardTests.Guard(lookUp: _ => [Interlocked.Increment(ref calls) == 1 ? IPAddress.Parse("93.184.216.34") : IPAddress.Loopback]);
        var url = $"http://rebinding.example:{receiver.Url.Port}/";

        (await guard.CheckAsync(url, Ct)).IsSuccess.ShouldBeTrue();
        var answer = await SendAsync(Client(guard), new Uri(url));

        answer.Error.ShouldBe(OutgoingErrors.AddressRefused);
        calls.ShouldBe(2);
        receiver.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_checked_address_is_dialled_and_the_host_name_stays()
    {
        var guard = OutgoingGuardTests.Guard("hooks.lan", _ => [IPAddress.Loopback]);

        (await SendAsync(Client(guard), new Uri($"http://hooks.lan:{receiver.Url.Port}/"))).Status.ShouldBe(204);

        receiver.Requests.ShouldHaveSingleItem().Headers["Host"].ShouldBe($"hooks.lan:{receiver.Url.Port}");
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_an_answer_and_is_not_followed(int status)
    {
        await using var other = await StandInReceiver.StartAsync();
        receiver.AnswerWith(status, r => r.Headers.Location = other.Url.ToString());

        (await SendAsync(Client(), receiver.Url)).Status.ShouldBe(status);

        other.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Cookies_are_not_kept()
    {
        receiver.AnswerWith(200, r => r.Cookies.Append("session", "1"));
        var client = Client();

        await SendAsync(client, receiver.Url);
        await SendAsync(client, receiver.Url);

        receiver.Requests.Count.ShouldBe(2);
        receiver.Requests.ShouldAllBe(r => !r.Headers.ContainsKey("Cookie"));
    }

    [Fact]
    public async Task A_receiver_that_hangs_is_left_when_its_time_is_over()
    {
        receiver.Hang();
        var sending = SendAsync(Client(), receiver.Url);
        await Eventually.TrueAsync(() => !receiver.Requests.IsEmpty, "the request arrived");

        clock.Advance(OutgoingClient.Timeout - TimeSpan.FromSeconds(1));
        sending.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(1));

        (await sending).Error.ShouldBe(OutgoingErrors.Timeout);
    }

    [Fact]
    public async Task Of_an_endless_answer_64_KiB_are_read()
    {
        receiver.Answer = async (context, _) =>
        {
            var part = new byte[8192];
            while (!context.RequestAborted.IsCancellationRequested) await context.Response.Body.WriteAsync(part, context.RequestAborted);
        };

        var answer = await SendAsync(Client(), receiver.Url);

        (answer.Status, answer.Body.Length).ShouldBe((200, OutgoingClient.MaxBodyBytes));
    }

    [Fact]
    public async Task An_answer_that_breaks_off_after_its_status_counts_by_its_status()
    {
        var url = Raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");

        var answer = await SendAsync(Client(), url);

        (answer.Status, answer.Error).ShouldBe((200, null));
        Encoding.UTF8.GetString(answer.Body.Span).ShouldBe("half");
    }

    [Theory]
    [InlineData("", OutgoingErrors.Connection)]
    [InlineData("HTTP/1.1 20", OutgoingErrors.Connection, OutgoingErrors.Protocol)]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n\r\n", OutgoingErrors.Protocol)]
    public async Task An_answer_that_is_none_is_a_failure(string bytes, params string[] errors) =>
        errors.ShouldContain((await SendAsync(Client(), Raw(bytes))).Error);

    [Fact]
    public async Task What_goes_wrong_before_an_answer_has_a_code()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();

        (await SendAsync(Client(), new Uri($"http://127.0.0.1:{port}/"))).Error.ShouldBe(OutgoingErrors.Connection);
        (await SendAsync(Client(), new Uri($"https://127.0.0.1:{receiver.Url.Port}/"))).Error.ShouldBe(OutgoingErrors.Tls);
        (await SendAsync(Client(), new Uri("http://unknown.example/"))).Error.ShouldBe(OutgoingErrors.NameUnknown);
    }

    [Fact]
    public async Task A_wish_for_patience_is_read_as_seconds_and_as_a_date()
    {
        receiver.AnswerWith(503, r => r.Headers.RetryAfter = "120");
        (await SendAsync(Client(), receiver.Url)).RetryAfter.ShouldBe(TimeSpan.FromMinutes(2));
        receiver.AnswerWith(503, r => r.Headers.RetryAfter = clock.GetUtcNow().AddMinutes(5).ToString("R"));
        (await SendAsync(Client(), receiver.Url)).RetryAfter.ShouldBe(TimeSpan.FromMinutes(5));
        receiver.AnswerWith(503);

        (await SendAsync(Client(), receiver.Url)).RetryAfter.ShouldBeNull();
    }

    private OutgoingClient Client(string? allowed = "127.0.0.1/32") => Client(OutgoingGuardTests.Guard(allowed));

    private OutgoingClient Client(OutgoingGuard guard) => new(new Factory(guard), clock);

    private static async Task<OutgoingAnswer> SendAsync(OutgoingClient client, Uri url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent("{}") };
        return await client.SendAsync(request, Ct);
    }

    /// <summary>Reads one request, answers with these bytes and closes.</summary>
    private static Uri Raw(string answer)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _ = AnswerAsync();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");

        async Task AnswerAsync()
        {
            using (listener)
            {
                using var client = await listener.AcceptTcpClientAsync(Ct);
                var read = new byte[4096];
                var text = "";
                while (!text.EndsWith("{}", StringComparison.Ordinal)) text += Encoding.ASCII.GetString(read, 0, await client.GetStream().ReadAsync(read, Ct));
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer), Ct);
            }
        }
    }

    private sealed class Factory(OutgoingGuard guard) : IHttpClientFactory
    {
        private readonly SocketsHttpHandler handler = OutgoingSetup.HandlerOf(guard);

        public HttpClient CreateClient(string name) => new(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
