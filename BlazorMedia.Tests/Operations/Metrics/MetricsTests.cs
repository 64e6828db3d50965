using System.Diagnostics.Metrics;
using BlazorMedia.Web.Features.Operations.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorMedia.Tests.Operations.Metrics;

/// <summary>Instruments of our own beside a collector of our own.</summary>
public sealed class MetricsTests : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MetricsCollector collector;
    private readonly Meter meter;

    public MetricsTests()
    {
        collector = new MetricsCollector(services, services.GetRequiredService<IMeterFactory>());
        meter = services.GetRequiredService<IMeterFactory>().Create("BlazorMedia.Tests");
    }

    public void Dispose()
    {
        collector.Dispose();
        services.Dispose();
    }

    [Fact]
    public void A_counter_adds_up_and_carries_its_unit_and_total()
    {
        var counter = meter.CreateCounter<long>("blazormedia.test.sent", "By", "Bytes\nsent \\ by us.");
        counter.Add(3, new KeyValuePair<string, object?>("to", "a"));
        counter.Add(4, new KeyValuePair<string, object?>("to", "a"));
        counter.Add(5, new KeyValuePair<string, object?>("to", "b"));

        var text = collector.Write();

        var read = PrometheusReader.Read(text);
        read.Types["blazormedia_test_sent_bytes_total"].ShouldBe("counter");
        (read.Samples["""blazormedia_test_sent_bytes_total{to="a"}"""], read.Samples["""blazormedia_test_sent_bytes_total{to="b"}"""]).ShouldBe((7, 5));
        text.ShouldContain("""# HELP blazormedia_test_sent_bytes_total Bytes\nsent \\ by us.""");
    }

    [Fact]
    public void A_histogram_has_growing_buckets_a_sum_and_a_count()
    {
        var histogram = meter.CreateHistogram("blazormedia.test.took", "s", "Time.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5, 1, 5] });
        foreach (var seconds in (double[])[0.5, 0.7, 3, 100]) histogram.Record(seconds);

        var read = PrometheusReader.Read(collector.Write());

        double[] buckets = [.. ((string[])["0.5", "1", "5", "+Inf"]).Select(b => read.Samples[$$"""blazormedia_test_took_seconds_bucket{le="{{b}}"}"""])];
        buckets.ShouldBe([1, 2, 3, 4]);
        read.Samples["blazormedia_test_took_seconds_sum"].ShouldBe(104.2, 0.001);
        read.Samples["blazormedia_test_took_seconds_count"].ShouldBe(4);
    }

    [Fact]
    public void Labels_are_sorted_and_whatever_stands_in_them_is_escaped()
    {
        meter.CreateCounter<int>("blazormedia.test.odd").Add(1, new("z.last", "say \"hi\"\n"), new("a", "back\\slash"), new("empty", null));

        PrometheusReader.Read(collector.Write()).Samples.Keys.ShouldContain("""blazormedia_test_odd_total{a="back\\slash",empty="",z_last="say \"hi\"\n"}""");
    }

    [Fact]
    public void What_an_observable_no_longer_names_is_gone_and_a_failing_one_harms_no_other()
    {
        string[] streams = ["door", "yard"];
        meter.CreateObservableGauge("blazormedia.test.live", () => streams.Select(s => new Measurement<int>(1, new KeyValuePair<string, object?>("stream", s))));
        meter.CreateObservableGauge("blazormedia.test.bad", Away);
        PrometheusReader.Read(collector.Write()).Samples.Keys.Count(k => k.StartsWith("blazormedia_test_live", StringComparison.Ordinal)).ShouldBe(2);

        streams = ["yard"];

        var read = PrometheusReader.Read(collector.Write());
        read.Samples.Keys.Where(k => k.StartsWith("blazormedia_test_live", StringComparison.Ordinal)).ShouldBe(["""blazormedia_test_live{stream="yard"}"""]);
        read.Types.Keys.ShouldNotContain("blazormedia_test_bad");
    }

    [Fact]
    public void A_label_that_somebody_else_chooses_does_not_fill_the_memory()
    {
        var counter = meter.CreateCounter<int>("blazormedia.test.flood");
        for (var i = 0; i < MetricFamily.MaxSeries + 100; i++) counter.Add(1, new KeyValuePair<string, object?>("who", i));

        var read = PrometheusReader.Read(collector.Write());

        read.Samples.Keys.Count(k => k.StartsWith("blazormedia_test_flood", StringComparison.Ordinal)).ShouldBe(MetricFamily.MaxSeries + 1);
        read.Samples[$"blazormedia_test_flood_total{{{MetricLabels.Overflow}}}"].ShouldBe(100);
    }

    [Fact]
    public void A_gauge_that_goes_up_and_down_shows_where_it_is()
    {
        var waiting = meter.CreateUpDownCounter<int>("blazormedia.test.waiting", "{job}");
        waiting.Add(5);
        waiting.Add(-2);

        var read = PrometheusReader.Read(collector.Write());

        (read.Types["blazormedia_test_waiting"], read.Samples["blazormedia_test_waiting"]).ShouldBe(("gauge", 3));
    }

    [Fact]
    public void Meters_of_others_are_not_shown()
    {
        using var foreign = new Meter("Somebody.Else");
        foreign.CreateCounter<int>("foreign.count").Add(1);

        collector.Write().ShouldNotContain("foreign");
    }

    [Theory]
    [InlineData("http.server.request.duration", "s", false, "http_server_request_duration_seconds")]
    [InlineData("dotnet.gc.collections", "{collection}", true, "dotnet_gc_collections_total")]
    [InlineData("a.bytes", "By", false, "a_bytes")]
    [InlineData("a.total", null, true, "a_total")]
    [InlineData("2nd-thing", "%", false, "_2nd_thing_percent")]
    public void Names_follow_the_rules_of_Prometheus(string name, string? unit, bool isCounter, string expected) => MetricName.Of(name, unit, isCounter).ShouldBe(expected);

    private static int Away() => throw new IOException("away");
}
