using BlazorMedia.Web.Shared;

namespace BlazorMedia.Tests.Shared;

public sealed class FormatTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("en", 0, "0 B")]
    [InlineData("en", 1023, "1023 B")]
    [InlineData("en", 1024, "1.0 KiB")]
    [InlineData("en", 1048550, "1.0 MiB")]
    [InlineData("en", 1610612736, "1.5 GiB")]
    [InlineData("en", -2048, "-2.0 KiB")]
    [InlineData("en", long.MaxValue, "8192.0 PiB")]
    [InlineData("ru", 1610612736, "1,5 ГиБ")]
    [InlineData("zh-Hans", 1610612736, "1.5 GiB")]
    public void Sizes_are_binary_with_one_decimal(string culture, long bytes, string expected)
    {
        ShellContext.Speak(culture);

        Format.Bytes(bytes).ShouldBe(expected);
    }

    [Theory]
    [InlineData("en", 4_120_000, "4.1 Mbit/s")]
    [InlineData("en", 64_000, "64 kbit/s")]
    [InlineData("en", 0, "0.0 Mbit/s")]
    [InlineData("ru", 4_120_000, "4,1 Мбит/с")]
    public void Bit_rates_are_in_megabits(string culture, long bits, string expected)
    {
        ShellContext.Speak(culture);

        Format.BitRate(bits).ShouldBe(expected);
    }

    [Theory]
    [InlineData("en", 0, "0:00")]
    [InlineData("en", 725, "12:05")]
    [InlineData("en", 3599.9, "59:59")]
    [InlineData("en", 3720, "1 h 02 m")]
    [InlineData("en", 356400, "4 d 03 h")]
    [InlineData("en", -5, "0:00")]
    [InlineData("ru", 3720, "1 ч 02 мин")]
    [InlineData("zh-Hans", 3720, "1 小时 02 分")]
    public void Durations_say_what_matters(string culture, double seconds, string expected)
    {
        ShellContext.Speak(culture);

        Format.Duration(TimeSpan.FromSeconds(seconds)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("en", -3, "just now")]
    [InlineData("en", -42, "42 s ago")]
    [InlineData("en", -180, "3 min ago")]
    [InlineData("en", -86399, "23 h ago")]
    [InlineData("en", 200, "in 3 min")]
    [InlineData("ru", -180, "3 мин назад")]
    [InlineData("zh-Hans", -180, "3 分钟前")]
    public void The_last_day_is_told_relatively(string culture, int seconds, string expected)
    {
        ShellContext.Speak(culture);

        Format.Relative(Now.AddSeconds(seconds), Now, ShellContext.Texts).ShouldBe(expected);
    }

    [Fact]
    public void Beyond_a_day_there_is_no_relative_time() => Format.Relative(Now.AddDays(-1), Now, ShellContext.Texts).ShouldBeNull();

    [Theory]
    [InlineData("en", 2026, "9 Mar, 08:05")]
    [InlineData("en", 2025, "9 Mar 2025, 08:05")]
    [InlineData("zh-Hans", 2026, "3月9日 08:05")]
    [InlineData("zh-Hans", 2025, "2025年3月9日 08:05")]
    public void A_date_names_the_year_only_when_it_is_another(string culture, int year, string expected)
    {
        ShellContext.Speak(culture);

        Format.Moment(new DateTimeOffset(year, 3, 9, 8, 5, 0, TimeSpan.Zero), Now).ShouldBe(expected);
    }

    [Fact]
    public void The_exact_time_has_its_offset() =>
        Format.Exact(new DateTimeOffset(2026, 3, 9, 8, 5, 7, TimeSpan.FromHours(9))).ShouldBe("2026-03-09 08:05:07 +09:00");
}
