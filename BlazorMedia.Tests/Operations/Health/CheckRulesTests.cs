using BlazorMedia.Domain.Operations;
using BlazorMedia.Web.Features.Operations.Health;
using BlazorMedia.Web.Features.Streams.Health;
using BlazorMedia.Web.Platform.Health;
using HealthStatus = Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus;

namespace BlazorMedia.Tests.Operations.Health;

/// <summary>What the checks make of what they see.</summary>
public sealed class CheckRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_disk_that_loses_a_gigabyte_per_hour_is_full_when_none_is_left()
    {
        var samples = Enumerable.Range(0, 25).Select(h => (Now.AddHours(h - 24), 100_000_000_000L - (h * 1_000_000_000L)));

        DiskForecast.UntilFull(samples)!.Value.TotalHours.ShouldBe(76, 0.1);
    }

    [Fact]
    public void A_disk_of_which_little_is_known_or_that_does_not_fill_has_no_forecast()
    {
        DiskForecast.UntilFull([]).ShouldBeNull();
        DiskForecast.UntilFull([(Now, 1000)]).ShouldBeNull();
        DiskForecast.UntilFull([(Now.AddMinutes(-30), 2000), (Now, 1000)]).ShouldBeNull("half an hour says nothing");
        DiskForecast.UntilFull([(Now.AddHours(-5), 1000), (Now, 1000)]).ShouldBeNull();
        DiskForecast.UntilFull([(Now.AddHours(-5), 1000), (Now, 2000)]).ShouldBeNull();
        DiskForecast.UntilFull([(Now.AddHours(-5), 1_000_000_001), (Now, 1_000_000_000)]).ShouldBeNull("later than in a year is never");
    }

    [Theory]
    [InlineData("ffmpeg version 5.1.9-0+deb12u1 Copyright (c) 2000-2026", HealthStatus.Healthy, "ok")]
    [InlineData("ffmpeg version n7.1 Copyright", HealthStatus.Healthy, "ok")]
    [InlineData("ffmpeg version N-118193-g5f38c82536 Copyright", HealthStatus.Healthy, "ok")]
    [InlineData("ffmpeg version 2026-01-05-git-1 Copyright", HealthStatus.Healthy, "ok")]
    [InlineData("ffmpeg version 4.4.2-0ubuntu0 Copyright", HealthStatus.Degraded, "old")]
    public void FFmpegs_version_is_read(string output, HealthStatus status, string code)
    {
        var result = FfmpegCheck.Judge(output);

        (result.Status, (string)result.Data[HealthCheckSetup.Code]).ShouldBe((status, code));
    }

    [Theory]
    [InlineData(-1, HealthStatus.Unhealthy, "expired")]
    [InlineData(13, HealthStatus.Degraded, "expiring")]
    [InlineData(15, HealthStatus.Healthy, "ok")]
    public void The_first_certificate_to_expire_decides(int days, HealthStatus status, string code)
    {
        var result = CertificateCheck.Judge([("good.lan:443", Now.AddDays(300)), ("door.lan:322", Now.AddDays(days))], 2, Now);

        (result.Status, (string)result.Data[HealthCheckSetup.Code]).ShouldBe((status, code));
        if (days < 14) result.Description.ShouldNotBeNull().ShouldContain("door.lan:322");
    }

    [Theory]
    [InlineData("rtsps://ada:secret@cam.lan/1", "cam.lan", 322)]
    [InlineData("https://cam.lan:8443/x.m3u8", "cam.lan", 8443)]
    [InlineData("https://cam.lan/x.m3u8", "cam.lan", 443)]
    [InlineData("rtsp://cam.lan/1", null, 0)]
    [InlineData("file:///clip.mp4", null, 0)]
    public void Only_sources_with_tls_have_a_certificate(string url, string? host, int port) =>
        CertificateCheck.HostOf(url).ShouldBe(host is null ? null : (host, port));

    [Fact]
    public async Task A_clock_that_is_set_is_reported_for_an_hour_and_slow_drift_is_not()
    {
        var clock = new SteppingClock();
        var check = new ClockCheck(clock);
        var ct = TestContext.Current.CancellationToken;

        (await check.CheckHealthAsync(new(), ct)).Status.ShouldBe(HealthStatus.Healthy);
        clock.Pass(TimeSpan.FromSeconds(10), step: TimeSpan.FromSeconds(1.5));
        (await check.CheckHealthAsync(new(), ct)).Status.ShouldBe(HealthStatus.Healthy);
        clock.Pass(TimeSpan.FromSeconds(10), step: TimeSpan.FromSeconds(-90));
        var stepped = await check.CheckHealthAsync(new(), ct);
        clock.Pass(TimeSpan.FromMinutes(59), step: TimeSpan.Zero);
        var later = await check.CheckHealthAsync(new(), ct);
        clock.Pass(TimeSpan.FromMinutes(2), step: TimeSpan.Zero);
        var forgotten = await check.CheckHealthAsync(new(), ct);

        (stepped.Status, (string)stepped.Data[HealthCheckSetup.Code]).ShouldBe((HealthStatus.Degraded, "backward"));
        later.Status.ShouldBe(HealthStatus.Degraded);
        forgotten.Status.ShouldBe(HealthStatus.Healthy);
    }

    [Theory]
    [InlineData("10.0.0.0/8, ::1,192.168.1.7", true)]
    [InlineData("", true)]
    [InlineData("10.0.0.0/8, office", false)]
    [InlineData("10.0.0.0/99", false)]
    public void A_list_of_networks_is_read_whole_or_not_at_all(string text, bool isRead) => (NetworkListAttribute.Read(text) is not null).ShouldBe(isRead);

    /// <summary>A wall clock that somebody sets, beside a monotonic one that nobody can.</summary>
    private sealed class SteppingClock : TimeProvider
    {
        private TimeSpan passed, stepped;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => Now + passed + stepped;

        public override long GetTimestamp() => passed.Ticks;

        public void Pass(TimeSpan time, TimeSpan step) => (passed, stepped) = (passed + time, stepped + step);
    }
}
