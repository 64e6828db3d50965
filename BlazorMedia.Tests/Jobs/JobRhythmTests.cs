using BlazorMedia.Domain.Jobs;
using BlazorMedia.Web.Features.Jobs.Engine;

namespace BlazorMedia.Tests.Jobs;

public sealed class JobRhythmTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Either_an_interval_or_a_cron_expression_makes_a_rhythm()
    {
        JobRhythm.Asked(null, 90).Value.ShouldBe(new JobRhythm(TimeSpan.FromSeconds(90), null));
        JobRhythm.Asked(" 30 3 * * * ", null).Value.ShouldBe(new JobRhythm(null, "30 3 * * *"));
        JobRhythm.Asked(null, null).Refusal.ShouldBe(JobRefusals.RhythmMissing);
        JobRhythm.Asked(" ", null).Refusal.ShouldBe(JobRefusals.RhythmMissing);
        JobRhythm.Asked("30 3 * * *", 90).Refusal.ShouldBe(JobRefusals.RhythmMissing);
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    [InlineData(366L * 86_400, true)]
    [InlineData((366L * 86_400) + 1, false)]
    [InlineData(-5, false)]
    [InlineData(long.MaxValue, false)]
    public void An_interval_is_from_ten_seconds_to_a_year(long seconds, bool taken) =>
        JobRhythm.Asked(null, seconds).IsSuccess.ShouldBe(taken);

    [Fact]
    public void A_cron_expression_longer_than_its_column_is_refused() =>
        JobRhythm.Asked(new string('1', JobSetting.MaxCronLength + 1), null).Refusal.ShouldBe(JobRefusals.CronInvalid);

    [Theory]
    [InlineData("30 3 * * *", "2026-03-02T03:30:00Z")]
    [InlineData("0 30 3 * * ?", "2026-03-02T03:30:00Z")]
    [InlineData("0 4 * * 1", "2026-03-02T04:00:00Z")] // 1 is Monday, as crontab counts
    [InlineData("@hourly", "2026-03-01T13:00:00Z")]
    public void Crontab_s_five_fields_and_the_engine_s_six_are_read(string text, string next) =>
        CronText.Read(text, TimeZoneInfo.Utc, Now).Value.GetNextValidTimeAfter(Now).ShouldBe(DateTimeOffset.Parse(next, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("every night")]
    [InlineData("61 3 * * *")]
    [InlineData("* * *")]
    [InlineData("30 3 * * * * * *")]
    public void What_cannot_be_read_is_refused_with_the_reason(string text)
    {
        var refusal = CronText.Read(text, TimeZoneInfo.Utc, Now).Refusal;

        refusal.Code.ShouldBe("jobs.cron_invalid");
        refusal.Message.Length.ShouldBeGreaterThan(JobRefusals.CronInvalid.Message.Length);
    }

    [Fact]
    public void An_expression_that_never_comes_true_is_refused() =>
        CronText.Read("0 0 30 2 *", TimeZoneInfo.Utc, Now).Refusal.ShouldBe(JobRefusals.CronNever);

    [Fact]
    public void The_expression_is_read_in_the_zone_of_the_server()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

        CronText.Read("30 3 * * *", zone, Now).Value.GetNextValidTimeAfter(Now).ShouldBe(new DateTimeOffset(2026, 3, 1, 19, 30, 0, TimeSpan.Zero));
    }

    [Theory]
    [InlineData(0, 1, null)]
    [InlineData(20, 3600, null)]
    [InlineData(21, 5, "jobs.retries_invalid")]
    [InlineData(-1, 5, "jobs.retries_invalid")]
    [InlineData(3, 0, "jobs.pause_invalid")]
    [InlineData(3, 3601, "jobs.pause_invalid")]
    public void A_retry_rule_stays_within_its_bounds(int retries, long seconds, string? code)
    {
        var asked = RetryRule.Asked(retries, seconds);

        (asked.IsSuccess ? null : asked.Refusal.Code).ShouldBe(code);
    }

    [Fact]
    public void A_setting_without_changes_is_the_default_again()
    {
        var setting = JobSetting.Of("test.job");
        setting.SetRhythm(new(TimeSpan.FromMinutes(5), null), Now);
        setting.SetRetry(new(2, TimeSpan.FromSeconds(9)), Now);
        setting.SetPaused(true, Now);
        (setting.Rhythm, setting.Retry, setting.IsDefault).ShouldBe((new JobRhythm(TimeSpan.FromMinutes(5), null), new RetryRule(2, TimeSpan.FromSeconds(9)), false));

        setting.SetRhythm(null, Now);
        setting.SetRetry(null, Now);
        setting.SetPaused(false, Now);

        (setting.Rhythm, setting.Retry, setting.IsDefault).ShouldBe((null, null, true));
    }
}
