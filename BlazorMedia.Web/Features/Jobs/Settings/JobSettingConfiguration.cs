using BlazorMedia.Domain.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BlazorMedia.Web.Features.Jobs.Settings;

internal sealed class JobSettingConfiguration : IEntityTypeConfiguration<JobSetting>
{
    public void Configure(EntityTypeBuilder<JobSetting> setting)
    {
        setting.ToTable("JobSettings");
        setting.HasKey(s => s.Key);
        setting.Property(s => s.Key).HasMaxLength(100);
        setting.Property(s => s.Cron).HasMaxLength(JobSetting.MaxCronLength);
        setting.Ignore(s => s.Rhythm).Ignore(s => s.Retry).Ignore(s => s.IsDefault);
    }
}
