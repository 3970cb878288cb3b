"""The works that scenarios may name in ``provenance.sources``: key to reference. Facts only, no quotations."""

REFERENCES: dict[str, str] = {
    "amato-2011": "Amato L et al. Psychosocial combined with agonist maintenance treatments versus agonist maintenance "
    "treatments alone for treatment of opioid dependence. Cochrane Database Syst Rev 2011; CD004147.",
    "asam-2020": "American Society of Addiction Medicine. National Practice Guideline for the Treatment of Opioid Use "
    "Disorder: 2020 Focused Update.",
    "benishek-2014": "Benishek LA et al. Prize-based contingency management for the treatment of substance abusers: a "
    "meta-analysis. Addiction 2014.",
    "bowen-2011": "Bowen S, Chawla N, Marlatt GA. Mindfulness-Based Relapse Prevention for Addictive Behaviors. 2011.",
    "budney-higgins-1998": "Budney AJ, Higgins ST. A Community Reinforcement Plus Vouchers Approach. NIDA manual 2, "
    "1998.",
    "calsyn-1994": "Calsyn DA et al. 1994: levels of counselling with methadone maintenance.",
    "carroll-1998": "Carroll KM. A Cognitive-Behavioral Approach: Treating Cocaine Addiction. NIDA manual 1, 1998.",
    "carroll-2001": "Carroll KM et al. 2001: contingency management and significant others with naltrexone.",
    "carroll-weiss-2017": "Carroll KM, Weiss RD. The role of behavioral interventions in buprenorphine maintenance "
    "treatment: a review. 2017.",
    "cfr-42-8-2024": "Medications for the Treatment of Opioid Use Disorder, final rule, 42 CFR part 8. 2024.",
    "cooperman-2023": "Cooperman NA et al. 2023: mindfulness-oriented recovery enhancement with methadone.",
    "dugosh-2016": "Dugosh K et al. A systematic review on the use of psychosocial interventions in conjunction with "
    "medications for the treatment of opioid addiction. 2016.",
    "dunn-2013": "Dunn KE et al. 2013: employment-based reinforcement of naltrexone adherence.",
    "fiellin-2013": "Fiellin DA et al. 2013: cognitive behavioural therapy with primary-care buprenorphine.",
    "ghitza-2007": "Ghitza UE et al. 2007: contingency management of drug use in methadone maintenance.",
    "ginter-2012": "Ginter W. 2012: methadone anonymous and mutual support.",
    "gossop-2008": "Gossop M et al. 2008: attendance at mutual-help meetings and outcome.",
    "griffith-2000": "Griffith JD et al. Contingency management in outpatient methadone treatment: a meta-analysis. "
    "2000.",
    "gross-2006": "Gross A et al. 2006: contingency management with buprenorphine.",
    "gruber-2008": "Gruber VA et al. 2008: methadone maintenance with minimal or standard counselling.",
    "hartzler-2014": "Hartzler B et al. 2014: contingency management in opioid treatment programmes.",
    "hayes-2004": "Hayes SC et al. 2004: acceptance and commitment therapy with methadone.",
    "jones-2005": "Jones HE et al. 2005: reinforcement-based therapy after detoxification.",
    "kelly-westerhoff-2010": "Kelly JF, Westerhoff CM. Does it matter how we refer to individuals with "
    "substance-related conditions? Int J Drug Policy 2010.",
    "kidorf-1994": "Kidorf M et al. 1994: take-home doses as reinforcement in methadone maintenance.",
    "klein-2025": "Klein 2025: case report on stopping medication on a sponsor's advice.",
    "linehan-2002": "Linehan MM et al. Dialectical behavior therapy versus comprehensive validation therapy plus "
    "12-step for opioid dependent women. 2002.",
    "ling-2013": "Ling W et al. 2013: behavioural treatments with buprenorphine.",
    "lussier-2006": "Lussier JP et al. A meta-analysis of voucher-based reinforcement therapy for substance use "
    "disorders. Addiction 2006.",
    "magill-2018": "Magill M et al. A meta-analysis of motivational interviewing process. J Consult Clin Psychol 2018.",
    "magill-ray-2009": "Magill M, Ray LA. Cognitive-behavioral treatment with adult alcohol and illicit drug users: a "
    "meta-analysis. 2009.",
    "mattick-2009": "Mattick RP et al. Methadone maintenance therapy versus no opioid replacement therapy for opioid "
    "dependence. Cochrane Database Syst Rev 2009.",
    "mchugh-2025": "McHugh RK et al. 2025: behavioural therapy added to buprenorphine and medical management.",
    "miller-rollnick-2002": "Miller WR, Rollnick S. Motivational Interviewing. 2nd edition, 2002.",
    "miller-rollnick-2013": "Miller WR, Rollnick S. Motivational Interviewing. 3rd edition, 2013.",
    "miti-4.2.1": "Moyers TB, Manuel JK, Ernst D. Motivational Interviewing Treatment Integrity Coding Manual 4.2.1.",
    "nunes-2006": "Nunes EV et al. Behavioral therapy to augment oral naltrexone for opioid dependence. 2006.",
    "ofarrell-schein-2000": "O'Farrell TJ, Schein AZ. Behavioral couples therapy for alcoholism and drug abuse. 2000.",
    "petry-2005": "Petry NM et al. 2005: prize-based incentives in methadone maintenance programmes.",
    "petry-carroll-2013": "Petry NM, Carroll KM. Contingency management is efficacious in opioid-dependent outpatients "
    "not maintained on agonist pharmacotherapy. 2013.",
    "petry-martin-2002": "Petry NM, Martin B. Low-cost contingency management for cocaine- and opioid-abusing "
    "methadone patients. 2002.",
    "prendergast-2006": "Prendergast M et al. Contingency management for treatment of substance use disorders: a "
    "meta-analysis. Addiction 2006.",
    "preston-1999": "Preston KL et al. 1999: voucher incentives for naltrexone adherence.",
    "prochaska-1992": "Prochaska JO, DiClemente CC, Norcross JC. In search of how people change. 1992.",
    "saunders-1995": "Saunders B et al. The impact of a brief motivational intervention with opiate users attending a "
    "methadone programme. Addiction 1995.",
    "saxon-1996": "Saxon AJ et al. 1996: psychosocial services in methadone treatment.",
    "scherbaum-2005": "Scherbaum N et al. Group psychotherapy for opiate addicts in methadone maintenance. 2005.",
    "schwartz-2012": "Schwartz RP et al. Randomized trial of standard methadone treatment compared to initiating "
    "methadone without counseling. Addiction 2012; 107:943.",
    "smedslund-2011": "Smedslund G et al. Motivational interviewing for substance abuse. Cochrane Database Syst Rev "
    "2011; CD008063.",
    "stein-2019": "Stein MD et al. 2019: worries about tapering from buprenorphine.",
    "tip-35": "SAMHSA. Enhancing Motivation for Change in Substance Use Disorder Treatment. TIP 35, 2019.",
    "tip-50": "SAMHSA. Addressing Suicidal Thoughts and Behaviors in Substance Abuse Treatment. TIP 50.",
    "tip-63": "SAMHSA. Medications for Opioid Use Disorder. TIP 63, 2021.",
    "tuten-2011": "Tuten M et al. 2011: reinforcement-based treatment.",
    "tuten-2012": "Tuten M et al. Abstinence-contingent recovery housing and reinforcement-based treatment following "
    "opioid detoxification. Addiction 2012.",
    "uptodate-2017": "Psychosocial interventions for opioid use disorder. UpToDate, topic of May 2017.",
    "white-2013": "White WL et al. 2013: co-participation in mutual help and methadone maintenance.",
    "williams-2017": "Williams AR et al. 2017: reasons for leaving injectable naltrexone.",
    "woods-joseph-2012": "Woods JS, Joseph H. Stigma from the viewpoint of the patient. 2012.",
}
